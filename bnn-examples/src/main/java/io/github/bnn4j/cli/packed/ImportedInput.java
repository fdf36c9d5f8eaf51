package io.github.bnn4j.cli.packed;

import io.github.bnn4j.onnx.model.OnnxModel;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.regex.Pattern;

/**
 * Says what examples of an imported network are given as. An ONNX file does not say what range its input has, but for files of
 * FINN, which say what it consists of.
 *
 * @param text says what it is, and why
 */
record ImportedInput(InputEncoding encoding, String text) {

    /** FINN's names for whole numbers that a byte has room for. */
    private static final Pattern BYTES = Pattern.compile("UINT[1-8]");

    private static final String SIGNS = "BIPOLAR";

    /** Returns channels, height and width: of a plain vector by the same guess as of a network of DL4J. */
    static int[] sizes(ImageShape image) {
        return image.height() * image.width() == 1
                ? io.github.bnn4j.cli.packed.ImageShape.guess(image.channels())
                : new int[] {image.channels(), image.height(), image.width()};
    }

    /** Takes what was asked for, of images of these sizes. */
    static ImportedInput of(InputRange range, int... sizes) {
        ImageShape shape = new ImageShape(sizes[0], sizes[1], sizes[2]);
        return new ImportedInput(range.bytes(shape), shape + " bytes, as --range asks");
    }

    /** Takes what the file says, or real numbers if it says nothing. */
    static ImportedInput of(OnnxModel model, int... sizes) {
        String type = model.annotations().getOrDefault(model.input(), "");
        ImageShape shape = new ImageShape(sizes[0], sizes[1], sizes[2]);
        if (BYTES.matcher(type).matches()) {
            return new ImportedInput(
                    InputEncoding.bytes(0, 255, sizes[0], sizes[1], sizes[2]),
                    shape + " bytes that stand for 0 to 255, as the file says that they are " + type);
        } else if (type.equals(SIGNS)) {
            return new ImportedInput(
                    InputEncoding.signs(sizes[0], sizes[1], sizes[2]),
                    shape + " signs, as the file says that they are " + type);
        }
        return new ImportedInput(
                InputEncoding.floats(sizes[0], sizes[1], sizes[2]),
                shape + " floats, as they are; for images of bytes give --range MIN,MAX");
    }
}
