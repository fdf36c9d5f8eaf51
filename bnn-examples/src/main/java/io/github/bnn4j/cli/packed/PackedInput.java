package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import java.util.List;
import java.util.Optional;

/**
 * Says what examples are given to a packed network as.
 *
 * @param encoding with what bytes stand for
 * @param ofFloats what is done with floats first, if they are not taken as they are
 * @param normalizer what that does, in words, if there is one
 */
record PackedInput(InputEncoding encoding, Optional<InputScale> ofFloats, Optional<String> normalizer) {

    /** Packs a network for it. */
    PackedNetwork pack(Dl4jNetwork network, List<String> labels) {
        PackedNetwork packed = ofFloats.map(scaling -> network.packed(encoding, scaling, labels))
                .orElseGet(() -> network.packed(encoding, labels));
        return normalizer
                .map(text -> packed.withMetadata(PackedContent.NORMALIZER, text))
                .orElse(packed);
    }
}
