package io.github.bnn4j.cli.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import org.datavec.api.io.labels.ParentPathLabelGenerator;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.datavec.image.recordreader.ImageRecordReader;

/**
 * Makes bytes of picture files, with DataVec, which scales a picture of another size.
 *
 * @param shape what each picture becomes, of 1 or 3 channels
 */
record PictureDecoder(PixelShape shape) {

    private static final int BYTE = 255;

    /**
     * @param files pictures, in folders named by their class
     * @param classes how many of these folders there are; classes are numbered in the order of their names
     * @param progress is told how many pictures are decoded
     * @throws IOException naming the file that is no picture
     */
    LabelledImages decode(List<Path> files, int classes, IntConsumer progress) throws IOException {
        byte[] pixels = new byte[Math.multiplyExact(files.size(), shape.pixels())];
        byte[] labels = new byte[files.size()];
        try (ImageRecordReader reader = new ImageRecordReader(
                shape.rows(), shape.columns(), shape.channels(), new ParentPathLabelGenerator())) {
            reader.setLogLabelCountOnInit(false);
            reader.initialize(new CollectionInputSplit(uris(files)));
            for (int i = 0; i < labels.length; i++) {
                List<Writable> picture = next(reader, files.get(i));
                float[] values =
                        ((NDArrayWritable) picture.get(0)).get().reshape(-1).toFloatVector();
                store(values, pixels, i * shape.pixels(), files.get(i));
                labels[i] = (byte) picture.get(1).toInt();
                progress.accept(i + 1);
            }
        }
        return LabelledImages.ofShared(pixels, shape, labels, classes);
    }

    private static List<URI> uris(List<Path> files) {
        return files.stream().map(Path::toUri).toList();
    }

    private static List<Writable> next(ImageRecordReader reader, Path file) throws IOException {
        try {
            return reader.next();
        } catch (NoClassDefFoundError noSecondReader) {
            // What OpenCV cannot read, DataVec gives to Leptonica, of which it needs an older release than JavaCPP
            // allows.
            throw new FileSystemException(file.toString(), null, "cannot be read as a picture: no format of OpenCV");
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new FileSystemException(file.toString(), null, "cannot be read as a picture: " + cause.getMessage());
        }
    }

    /** Red before green before blue, where OpenCV has blue first. */
    private void store(float[] values, byte[] pixels, int at, Path file) throws IOException {
        int plane = shape.rows() * shape.columns();
        for (int channel = 0; channel < shape.channels(); channel++) {
            int from = (shape.channels() - 1 - channel) * plane;
            for (int i = 0; i < plane; i++) {
                float value = values[from + i];
                if (value > BYTE) {
                    throw new FileSystemException(
                            file.toString(), null, "has more than 8 bits a channel, a value is " + (int) value);
                }
                pixels[at + channel * plane + i] = (byte) value;
            }
        }
    }
}
