package io.github.bnn4j.layer.impl;

import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/** W {@code [nIn, nOut]}, then b {@code [nOut]} if the layer has a bias: DL4J's default, which knows no custom layer. */
public final class BinaryDenseParamInitializer extends DefaultParamInitializer {

    private static final BinaryDenseParamInitializer INSTANCE = new BinaryDenseParamInitializer();

    public static BinaryDenseParamInitializer getInstance() {
        return INSTANCE;
    }

    private BinaryDenseParamInitializer() {}

    @Override
    protected boolean hasBias(Layer layer) {
        return ((io.github.bnn4j.layer.BinaryDenseLayer) layer).hasBias();
    }
}
