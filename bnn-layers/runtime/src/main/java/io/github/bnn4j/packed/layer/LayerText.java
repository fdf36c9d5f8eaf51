package io.github.bnn4j.packed.layer;

/** A packed layer as people read it, such as {@code BinaryDense[784 BYTES -> 4096 SIGNS]}. */
final class LayerText {

    private LayerText() {}

    static String of(PackedLayer layer) {
        return of(layer, "");
    }

    /**
     * @param details that are not seen from what goes in and comes out
     */
    static String of(PackedLayer layer, String details) {
        boolean images = layer instanceof OnImages;
        Object in = images ? ((OnImages) layer).inputImage() : layer.inputs();
        Object out = images ? ((OnImages) layer).outputImage() : layer.outputs();
        return layer.getClass().getSimpleName() + "[" + in + " " + layer.inputType() + " -> " + out + " "
                + layer.outputType() + (details.isEmpty() ? "" : ", " + details) + "]";
    }

    /** Returns a window's size, such as {@code 3x3}. */
    static String of(Window window) {
        return window.rows().size() + "x" + window.columns().size();
    }

    /** Tells how many outputs compare the other way round. */
    static String flipped(long[] flips) {
        int flipped = 0;
        for (long word : flips) {
            flipped += Long.bitCount(word);
        }
        return flipped + " flipped";
    }
}
