package io.github.bnn4j.packed.format;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.OnImages;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * What a file holds.
 *
 * @param input what the first layer takes
 * @param layers at least one; each takes what the one before gives; the last one gives floats, the scores
 * @param labels a name for each output, or none
 */
public record PackedContent(InputEncoding input, List<PackedLayer> layers, List<String> labels) {

    private static final int MAX_LABEL_BYTES = 0xFFFF;

    /**
     * @throws IllegalArgumentException if these do not fit together, or a label has no UTF-8 or one of more than 65,535
     *     bytes
     */
    public PackedContent {
        Objects.requireNonNull(input, "input");
        layers = List.copyOf(Objects.requireNonNull(layers, "layers"));
        labels = List.copyOf(Objects.requireNonNull(labels, "labels"));
        checkChain(input, layers);
        int outputs = layers.get(layers.size() - 1).outputs();
        if (!labels.isEmpty() && labels.size() != outputs) {
            throw new IllegalArgumentException(
                    "The network has " + outputs + " outputs, but there are " + labels.size() + " labels");
        }
        for (String label : labels) {
            if (hasHalfCharacter(label)) {
                throw new IllegalArgumentException("A label is not text, it has half a character: " + label);
            }
            if (label.getBytes(StandardCharsets.UTF_8).length > MAX_LABEL_BYTES) {
                throw new IllegalArgumentException(
                        "A label is longer than " + MAX_LABEL_BYTES + " bytes: " + label.substring(0, 20) + "...");
            }
        }
    }

    /** An encoder for each label would take more memory than the labels. */
    private static boolean hasHalfCharacter(String label) {
        for (int i = 0; i < label.length(); i = label.offsetByCodePoints(i, 1)) {
            int type = Character.getType(label.codePointAt(i));
            if (type == Character.SURROGATE) {
                return true;
            }
        }
        return false;
    }

    private static void checkChain(InputEncoding input, List<PackedLayer> layers) {
        ValueType type = input.type();
        int width = input.size();
        boolean vector = input.channels() == 1 && input.height() == 1;
        ImageShape image = vector ? null : input.image();
        for (int i = 0; i < layers.size(); i++) {
            PackedLayer layer = layers.get(i);
            if (layer.inputType() != type || layer.inputs() != width) {
                throw new IllegalArgumentException("Layer " + i + " takes " + layer.inputs() + " " + layer.inputType()
                        + ", but gets " + width + " " + type);
            }
            checkImage(i, layer, image);
            image = layer instanceof OnImages onImages ? onImages.outputImage() : null;
            type = layer.outputType();
            width = layer.outputs();
        }
        if (layers.isEmpty() || type != ValueType.FLOATS) {
            throw new IllegalArgumentException("A network needs a last layer that gives floats, its scores");
        }
    }

    /**
     * @param image that the layer before it gives; null if that does not know
     */
    private static void checkImage(int index, PackedLayer layer, ImageShape image) {
        if (image != null
                && layer instanceof OnImages onImages
                && !onImages.inputImage().equals(image)) {
            throw new IllegalArgumentException(
                    "Layer " + index + " takes images of " + onImages.inputImage() + ", but gets images of " + image);
        }
    }

    /** The count of scores. */
    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
    }
}
