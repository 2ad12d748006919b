"""Makes small PNG files of several kinds and the pixels that Pillow reads from them (.rgba: four bytes per pixel).

Usage: python make.py FOLDER      Made with Pillow 13.0.0. Pillow cannot write interlaced
files, so that one is put together by hand from the standard's seven passes.
"""
import random, struct, sys, zlib
import PIL
from PIL import Image

folder = sys.argv[1]
print("Pillow", PIL.__version__)
random.seed(0)
W, H = 5, 4


def save(name, image, pixels=None):
    image.save(f"{folder}/{name}.png")
    rgba = pixels or image.convert("RGBA").tobytes()
    open(f"{folder}/{name}.rgba", "wb").write(rgba)


def noise(count):
    return bytes(random.randrange(256) for _ in range(count))


save("rgb", Image.frombytes("RGB", (W, H), noise(3 * W * H)))
save("rgba", Image.frombytes("RGBA", (W, H), noise(4 * W * H)))
palette = Image.frombytes("P", (W, H), bytes(random.randrange(4) for _ in range(W * H)))
palette.putpalette(noise(12))
save("palette", palette)
save("grey1", Image.frombytes("L", (W, H), noise(W * H)).convert("1", dither=0))
# 16 bits to 8: v * 255 / 65535, rounded.
values = [random.randrange(65536) for _ in range(W * H)]
grey = Image.frombytes("I;16", (W, H), struct.pack(f"<{W * H}H", *values))
eight = [(v * 255 + 32767) // 65535 for v in values]
save("grey16", grey, b"".join(bytes([v, v, v, 255]) for v in eight))

rgb = noise(3 * W * H)
rows = b""
for x0, y0, dx, dy in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]:
    for y in range(y0, H, dy):
        line = b"".join(rgb[3 * (y * W + x):3 * (y * W + x) + 3] for x in range(x0, W, dx))
        if line:
            rows += b"\0" + line


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


with open(f"{folder}/interlaced.png", "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", W, H, 8, 2, 0, 0, 1))
               + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
again = Image.open(f"{folder}/interlaced.png").convert("RGB").tobytes()
assert again == rgb
open(f"{folder}/interlaced.rgba", "wb").write(b"".join(rgb[i:i + 3] + b"\xff" for i in range(0, len(rgb), 3)))
