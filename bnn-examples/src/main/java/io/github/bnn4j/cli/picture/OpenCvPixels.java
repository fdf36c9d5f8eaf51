package io.github.bnn4j.cli.picture;

import java.io.IOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The pixels of a file, which OpenCV decodes and scales. What they mean is decided here, as OpenCV takes transparency and depth
 * for one thing or another by what is asked of it.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 */
record OpenCvPixels(int channels) {

    private static final int TRANSPARENT = 4;

    /**
     * Decodes a picture.
     *
     * @param file its bytes
     * @param header what they announce
     * @return unsigned bytes, channel by channel, row by row
     * @throws IOException if it cannot be decoded
     */
    byte[] decode(byte[] file, PictureHeader header, int rows, int columns) throws IOException {
        try (PointerScope freed = new PointerScope()) {
            Mat upright = turned(levels(decoded(file, header), header), header.turn());
            return planes(scaled(upright, rows, columns));
        }
    }

    private static Mat decoded(byte[] file, PictureHeader header) throws IOException {
        Mat bytes = new Mat(1, file.length, opencv_core.CV_8UC1, new BytePointer(file));
        Mat picture = opencv_imgcodecs.imdecode(
                bytes, opencv_imgcodecs.IMREAD_UNCHANGED | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION);
        if (picture == null || picture.empty()) {
            throw new IOException("it is damaged, or of a kind that OpenCV does not know");
        }
        if (picture.cols() != header.width() || picture.rows() != header.height()) {
            throw new IOException("it is damaged: its size is %d x %d, but it announces %d x %d"
                    .formatted(picture.cols(), picture.rows(), header.width(), header.height()));
        }
        boolean known = (picture.depth() == opencv_core.CV_8U || picture.depth() == opencv_core.CV_16U)
                && (picture.channels() == 1 || picture.channels() == 3 || picture.channels() == TRANSPARENT);
        if (!known) {
            throw new IOException(
                    "its pixels are neither bytes nor of 16 bits, or it has %d channels".formatted(picture.channels()));
        }
        return picture;
    }

    /** Returns the bytes of grey, or of blue, green and red; row by row, for there may be many. */
    private Mat levels(Mat picture, PictureHeader header) {
        int from = picture.channels();
        Levels levels = new Levels(picture.depth() == opencv_core.CV_8U ? 255 : 65_535, from, header);
        Mat result = new Mat(picture.rows(), picture.cols(), opencv_core.CV_8UC(channels));
        int[] row = new int[picture.cols() * from];
        byte[] bytes = new byte[picture.cols() * channels];
        for (int y = 0; y < picture.rows(); y++) {
            readRow(picture, y, row);
            for (int x = 0; x < picture.cols(); x++) {
                levels.store(row, x * from, bytes, x * channels, channels);
            }
            result.ptr(y).put(bytes, 0, bytes.length);
        }
        return result;
    }

    private static void readRow(Mat picture, int y, int[] row) {
        if (picture.depth() == opencv_core.CV_8U) {
            byte[] bytes = new byte[row.length];
            picture.ptr(y).get(bytes, 0, bytes.length);
            for (int i = 0; i < row.length; i++) {
                row[i] = Byte.toUnsignedInt(bytes[i]);
            }
        } else {
            short[] shorts = new short[row.length];
            new ShortPointer(picture.ptr(y)).get(shorts, 0, shorts.length);
            for (int i = 0; i < row.length; i++) {
                row[i] = Short.toUnsignedInt(shorts[i]);
            }
        }
    }

    private static Mat turned(Mat picture, ExifOrientation turn) {
        Mat upright = picture;
        if (turn.swapsSides()) {
            upright = new Mat();
            opencv_core.transpose(picture, upright);
        }
        return switch (turn) {
            case UPRIGHT, TRANSPOSED -> upright;
            case FLIPPED_SIDEWAYS, TURNED_CLOCKWISE -> flipped(upright, 1);
            case FLIPPED_UPSIDE_DOWN, TURNED_COUNTERCLOCKWISE -> flipped(upright, 0);
            case UPSIDE_DOWN, TRANSVERSE -> flipped(upright, -1);
        };
    }

    private static Mat flipped(Mat picture, int around) {
        Mat flipped = new Mat();
        opencv_core.flip(picture, flipped, around);
        return flipped;
    }

    /** Scales a picture as DataVec does, so that models go on with pictures as they have learnt them. */
    private static Mat scaled(Mat picture, int rows, int columns) {
        if (picture.rows() == rows && picture.cols() == columns) {
            return picture;
        }
        Mat scaled = new Mat();
        opencv_imgproc.resize(picture, scaled, new Size(columns, rows));
        return scaled;
    }

    /** Puts red before green before blue, where OpenCV has blue first. */
    private byte[] planes(Mat picture) {
        int plane = picture.rows() * picture.cols();
        byte[] pixels = new byte[channels * plane];
        byte[] row = new byte[channels * picture.cols()];
        for (int y = 0; y < picture.rows(); y++) {
            picture.ptr(y).get(row, 0, row.length);
            for (int i = 0; i < row.length; i++) {
                int channel = channels - 1 - i % channels;
                pixels[channel * plane + y * picture.cols() + i / channels] = row[i];
            }
        }
        return pixels;
    }
}
