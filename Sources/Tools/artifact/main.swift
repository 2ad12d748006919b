import ArtifactCommand

ArtifactCommand.main()
