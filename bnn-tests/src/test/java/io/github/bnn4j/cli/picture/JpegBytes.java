package io.github.bnn4j.cli.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Writes JPEG files of the best quality, and puts segments into them. */
public final class JpegBytes {

    private JpegBytes() {}

    public static byte[] of(BufferedImage picture, boolean progressive) throws IOException {
        return written(new IIOImage(picture, null, null), progressive);
    }

    /** Four bands, which stand as they are in the file: no ink is 255, as Adobe has it. */
    public static byte[] cmyk(int[][] inks, int width) throws IOException {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, inks.length / width, 4, null);
        for (int i = 0; i < inks.length; i++) {
            raster.setPixel(i % width, i / width, inks[i]);
        }
        return written(new IIOImage(raster, null, null), false);
    }

    public static byte[] withAdobe(byte[] jpeg) {
        return withSegment(jpeg, 0xEE, new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0});
    }

    public static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] tiff = exif(orientation);
        byte[] app1 = ByteBuffer.allocate(6 + tiff.length)
                .put(new byte[] {'E', 'x', 'i', 'f', 0, 0})
                .put(tiff)
                .array();
        return withSegment(jpeg, 0xE1, app1);
    }

    /** A directory of one tag. */
    public static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
    }

    private static byte[] withSegment(byte[] jpeg, int marker, byte[] data) {
        return ByteBuffer.allocate(jpeg.length + 4 + data.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (2 + data.length))
                .put(data)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static byte[] written(IIOImage picture, boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(1);
        settings.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, picture, settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
