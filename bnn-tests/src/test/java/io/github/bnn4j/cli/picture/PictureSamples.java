package io.github.bnn4j.cli.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** A file of each kind, with the pixels that were written into it. */
public final class PictureSamples {

    private static final int WIDTH = 7;
    private static final int HEIGHT = 5;

    /** JPEG files are of squares of one colour, which it hardly changes. */
    private static final int SQUARE = 16;

    private static final int LOSS = 3;

    private final Random random = new Random(3);
    private final List<StoredPicture> samples = new ArrayList<>();

    private PictureSamples() {}

    /**
     * A file and what it shows.
     *
     * @param name its kind
     * @param tolerance how far its pixels may be from those
     */
    public record StoredPicture(String name, byte[] bytes, int width, int height, List<Pixel> pixels, int tolerance) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** One of each kind. */
    public static List<StoredPicture> all() throws IOException {
        PictureSamples made = new PictureSamples();
        for (int depth : new int[] {1, 2, 4, 8, 16}) {
            made.grey(depth);
            if (depth < 16) {
                made.palette(depth);
            }
        }
        for (int depth : new int[] {8, 16}) {
            made.greyWithAlpha(depth);
            made.rgb(depth);
            made.rgba(depth);
        }
        made.pngWithOrientation();
        made.jpegs();
        made.cmyk();
        made.others();
        return made.samples;
    }

    private void grey(int depth) throws IOException {
        int[][] rows = rows(1, depth);
        int most = (1 << depth) - 1;
        int key = rows[2][3];
        List<Pixel> plain = new ArrayList<>();
        List<Pixel> keyed = new ArrayList<>();
        for (int[] row : rows) {
            for (int level : row) {
                Pixel pixel = Pixel.onWhite(level, level, level, most, most);
                plain.add(pixel);
                keyed.add(level == key ? Pixel.WHITE : pixel);
            }
        }
        addExact(
                "grey " + depth,
                PngBytes.of(WIDTH, HEIGHT, depth, PngBytes.GREY).rows(depth, rows),
                plain);
        addExact(
                "grey tRNS " + depth,
                PngBytes.of(WIDTH, HEIGHT, depth, PngBytes.GREY)
                        .chunk("tRNS", (byte) (key >> 8), (byte) key)
                        .rows(depth, rows),
                keyed);
    }

    private void palette(int depth) throws IOException {
        int[][] rows = rows(1, depth);
        int colours = 1 << depth;
        byte[] palette = new byte[3 * colours];
        byte[] alpha = new byte[colours - 1];
        random.nextBytes(palette);
        random.nextBytes(alpha);
        List<Pixel> plain = new ArrayList<>();
        List<Pixel> transparent = new ArrayList<>();
        for (int[] row : rows) {
            for (int index : row) {
                int red = palette[3 * index] & 0xFF;
                int green = palette[3 * index + 1] & 0xFF;
                int blue = palette[3 * index + 2] & 0xFF;
                plain.add(new Pixel(red, green, blue));
                transparent.add(Pixel.onWhite(red, green, blue, index < alpha.length ? alpha[index] & 0xFF : 255, 255));
            }
        }
        addExact(
                "palette " + depth,
                PngBytes.of(WIDTH, HEIGHT, depth, PngBytes.PALETTE)
                        .chunk("PLTE", palette)
                        .rows(depth, rows),
                plain);
        addExact(
                "palette tRNS " + depth,
                PngBytes.of(WIDTH, HEIGHT, depth, PngBytes.PALETTE)
                        .chunk("PLTE", palette)
                        .chunk("tRNS", alpha)
                        .rows(depth, rows),
                transparent);
    }

    private void greyWithAlpha(int depth) throws IOException {
        int[][] rows = rows(2, depth);
        int most = (1 << depth) - 1;
        List<Pixel> pixels = new ArrayList<>();
        for (int[] row : rows) {
            for (int i = 0; i < row.length; i += 2) {
                pixels.add(Pixel.onWhite(row[i], row[i], row[i], row[i + 1], most));
            }
        }
        addExact(
                "grey + alpha " + depth,
                PngBytes.of(WIDTH, HEIGHT, depth, PngBytes.GREY_ALPHA).rows(depth, rows),
                pixels);
    }

    private void rgb(int depth) throws IOException {
        int[][] rows = rows(3, depth);
        int most = (1 << depth) - 1;
        ByteBuffer key = ByteBuffer.allocate(6);
        for (int i = 0; i < 3; i++) {
            key.putShort((short) rows[1][6 + i]);
        }
        List<Pixel> pixels = new ArrayList<>();
        for (int[] row : rows) {
            for (int i = 0; i < row.length; i += 3) {
                pixels.add(Pixel.onWhite(row[i], row[i + 1], row[i + 2], most, most));
            }
        }
        addExact(
                "RGB " + depth, PngBytes.of(WIDTH, HEIGHT, depth, PngBytes.RGB).rows(depth, rows), List.copyOf(pixels));
        pixels.set(WIDTH + 2, Pixel.WHITE);
        addExact(
                "RGB tRNS " + depth,
                PngBytes.of(WIDTH, HEIGHT, depth, PngBytes.RGB)
                        .chunk("tRNS", key.array())
                        .rows(depth, rows),
                pixels);
    }

    private void rgba(int depth) throws IOException {
        int[][] rows = rows(4, depth);
        int most = (1 << depth) - 1;
        List<Pixel> pixels = new ArrayList<>();
        for (int[] row : rows) {
            for (int i = 0; i < row.length; i += 4) {
                pixels.add(Pixel.onWhite(row[i], row[i + 1], row[i + 2], row[i + 3], most));
            }
        }
        addExact(
                "RGBA " + depth,
                PngBytes.of(WIDTH, HEIGHT, depth, PngBytes.RGBA).rows(depth, rows),
                pixels);
    }

    /** Samples of each row; the first pixels are the extremes. */
    private int[][] rows(int channels, int depth) {
        int[][] rows = new int[HEIGHT][WIDTH * channels];
        for (int[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextInt(1 << depth);
            }
        }
        for (int i = 0; i < channels; i++) {
            rows[0][i] = 0;
            rows[0][channels + i] = (1 << depth) - 1;
        }
        return rows;
    }

    private void pngWithOrientation() throws IOException {
        int[][] rows = rows(1, 8);
        List<Pixel> pixels = new ArrayList<>();
        for (int x = 0; x < WIDTH; x++) {
            for (int y = HEIGHT - 1; y >= 0; y--) {
                pixels.add(Pixel.grey(rows[y][x]));
            }
        }
        byte[] bytes = PngBytes.of(WIDTH, HEIGHT, 8, PngBytes.GREY)
                .chunk("eXIf", JpegBytes.exif(6))
                .rows(8, rows);
        samples.add(new StoredPicture("PNG, EXIF 6", bytes, HEIGHT, WIDTH, pixels, 0));
    }

    private void jpegs() throws IOException {
        BufferedImage squares = squares(BufferedImage.TYPE_INT_RGB);
        byte[] plain = JpegBytes.of(squares, false);
        addJpeg("JPEG", plain, squares, 1);
        addJpeg("progressive JPEG", JpegBytes.of(squares, true), squares, 1);
        BufferedImage grey = squares(BufferedImage.TYPE_BYTE_GRAY);
        addJpeg("grey JPEG", JpegBytes.of(grey, false), grey, 1);
        for (int orientation = 1; orientation <= 8; orientation++) {
            byte[] turned = JpegBytes.withOrientation(plain, orientation);
            addJpeg("JPEG, EXIF " + orientation, turned, squares, orientation);
        }
    }

    /** 3 x 2 squares, lighter and darker: JPEG keeps colour at half the size, and so blurs where it changes. */
    private BufferedImage squares(int type) {
        BufferedImage picture = new BufferedImage(3 * SQUARE, 2 * SQUARE, type);
        for (int square = 0; square < 6; square++) {
            int level = 60 + 25 * square;
            int colour = level + 40 << 16 | level << 8 | level - 50;
            for (int i = 0; i < SQUARE * SQUARE; i++) {
                int x = square % 3 * SQUARE + i % SQUARE;
                int y = square / 3 * SQUARE + i / SQUARE;
                if (type == BufferedImage.TYPE_BYTE_GRAY) {
                    picture.getRaster().setSample(x, y, 0, colour & 0xFF);
                } else {
                    picture.setRGB(x, y, colour);
                }
            }
        }
        return picture;
    }

    /** Pixel (x, y) of what is looked at is where the EXIF standard says it is stored. */
    private void addJpeg(String name, byte[] bytes, BufferedImage stored, int orientation) {
        boolean swaps = orientation > 4;
        int width = swaps ? stored.getHeight() : stored.getWidth();
        int height = swaps ? stored.getWidth() : stored.getHeight();
        int right = stored.getWidth() - 1;
        int bottom = stored.getHeight() - 1;
        List<Pixel> pixels = new ArrayList<>();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int[] from =
                        switch (orientation) {
                            case 1 -> new int[] {x, y};
                            case 2 -> new int[] {right - x, y};
                            case 3 -> new int[] {right - x, bottom - y};
                            case 4 -> new int[] {x, bottom - y};
                            case 5 -> new int[] {y, x};
                            case 6 -> new int[] {y, bottom - x};
                            case 7 -> new int[] {right - y, bottom - x};
                            case 8 -> new int[] {right - y, x};
                            default -> throw new IllegalArgumentException("no orientation " + orientation);
                        };
                int[] sample = stored.getRaster().getPixel(from[0], from[1], (int[]) null);
                pixels.add(sample.length == 1 ? Pixel.grey(sample[0]) : new Pixel(sample[0], sample[1], sample[2]));
            }
        }
        samples.add(new StoredPicture(name, bytes, width, height, pixels, LOSS));
    }

    private void cmyk() throws IOException {
        int width = 2 * SQUARE;
        int[][] inks = new int[width * SQUARE][];
        List<Pixel> pixels = new ArrayList<>();
        for (int i = 0; i < inks.length; i++) {
            inks[i] = i % width < SQUARE ? new int[] {200, 100, 50, 250} : new int[] {10, 240, 120, 128};
            int key = inks[i][3];
            pixels.add(new Pixel(inks[i][0] * key / 255, inks[i][1] * key / 255, inks[i][2] * key / 255));
        }
        byte[] plain = JpegBytes.cmyk(inks, width);
        samples.add(new StoredPicture("CMYK JPEG", plain, width, SQUARE, pixels, LOSS));
        samples.add(new StoredPicture("CMYK JPEG of Adobe", JpegBytes.withAdobe(plain), width, SQUARE, pixels, LOSS));
    }

    private void others() throws IOException {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        List<Pixel> pixels = new ArrayList<>();
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int rgb = random.nextInt(1 << 24);
            picture.setRGB(i % WIDTH, i / WIDTH, rgb);
            pixels.add(new Pixel(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF));
        }
        addExact("BMP", encoded(picture, "bmp"), pixels);
        addExact("TIFF", encoded(picture, "tif"), pixels);
        byte[] ppm = new byte[3 * pixels.size()];
        for (int i = 0; i < pixels.size(); i++) {
            ppm[3 * i] = (byte) pixels.get(i).red();
            ppm[3 * i + 1] = (byte) pixels.get(i).green();
            ppm[3 * i + 2] = (byte) pixels.get(i).blue();
        }
        byte[] header = ("P6\n# made up\n" + WIDTH + " " + HEIGHT + "\n255\n").getBytes(StandardCharsets.US_ASCII);
        addExact(
                "PPM",
                ByteBuffer.allocate(header.length + ppm.length)
                        .put(header)
                        .put(ppm)
                        .array(),
                pixels);
        gif();
        webp();
    }

    private void gif() throws IOException {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        List<Pixel> pixels = new ArrayList<>();
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            boolean seen = i % 3 > 0;
            picture.setRGB(i % WIDTH, i / WIDTH, seen ? 0xFF102030 + i : 0);
            pixels.add(seen ? new Pixel(0x10, 0x20, 0x30 + i) : Pixel.WHITE);
        }
        addExact("GIF", encoded(picture, "gif"), pixels);
    }

    private void webp() {
        byte[] bytes = new byte[4 * WIDTH * HEIGHT];
        random.nextBytes(bytes);
        List<Pixel> pixels = new ArrayList<>();
        for (int i = 0; i < bytes.length; i += 4) {
            // Where nothing is seen, the format need not keep what it is.
            bytes[i + 3] |= 1;
            pixels.add(
                    Pixel.onWhite(bytes[i + 2] & 0xFF, bytes[i + 1] & 0xFF, bytes[i] & 0xFF, bytes[i + 3] & 0xFF, 255));
        }
        Mat picture = new Mat(HEIGHT, WIDTH, opencv_core.CV_8UC4, new BytePointer(bytes));
        BytePointer file = new BytePointer();
        opencv_imgcodecs.imencode(".webp", picture, file, new IntPointer(opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101));
        byte[] encoded = new byte[(int) file.limit()];
        file.get(encoded);
        addExact("WebP", encoded, pixels);
    }

    private static byte[] encoded(BufferedImage picture, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, format, bytes)) {
            throw new IOException("no writer of " + format);
        }
        return bytes.toByteArray();
    }

    private void addExact(String name, byte[] bytes, List<Pixel> pixels) {
        samples.add(new StoredPicture(name, bytes, WIDTH, HEIGHT, pixels, 0));
    }
}
