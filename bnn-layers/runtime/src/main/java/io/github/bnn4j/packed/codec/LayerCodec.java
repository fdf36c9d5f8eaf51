package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.PackedLayer;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Tells how layers of one type are written and read. Limits of single numbers are the layers' own, who refuse them with
 * IllegalArgumentException.
 *
 * @param number of the type in the file
 * @param since the first version of the file that has it
 * @param kind the class of these layers
 * @param holds whether a layer of this class can be written so
 * @param writing writes what follows the frame
 * @param reading reads it again
 */
record LayerCodec<L extends PackedLayer>(
        int number, int since, Class<L> kind, Predicate<L> holds, PayloadWriter<L> writing, PayloadReader<L> reading) {

    interface PayloadWriter<L> {
        void write(L layer, LittleEndian out) throws IOException;
    }

    interface PayloadReader<L> {
        L read(Source in) throws PackedFormatException;
    }

    /** Makes one that holds all layers of a class. */
    static <L extends PackedLayer> LayerCodec<L> of(
            int number, int since, Class<L> kind, PayloadWriter<L> writing, PayloadReader<L> reading) {
        return new LayerCodec<>(number, since, kind, layer -> true, writing, reading);
    }

    boolean canHold(PackedLayer layer) {
        return kind.isInstance(layer) && holds.test(kind.cast(layer));
    }

    void write(PackedLayer layer, LittleEndian out) throws IOException {
        writing.write(kind.cast(layer), out);
    }
}
