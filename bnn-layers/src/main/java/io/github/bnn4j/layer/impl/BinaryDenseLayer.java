package io.github.bnn4j.layer.impl;

import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The implementation of {@link io.github.bnn4j.layer.BinaryDenseLayer}. Unlike DL4J's DenseLayer it does not repeat the
 * forward product in backward, unless an activation function other than the identity needs it.
 */
public class BinaryDenseLayer extends BaseLayer<io.github.bnn4j.layer.BinaryDenseLayer> {

    private final ProductChoice products = new ProductChoice();
    private final LayerInput layerInput = new LayerInput();

    /** It is true once the input went forward: backward then multiplies with what forward did, drawn or dropped at random. */
    private boolean wentForward;

    public BinaryDenseLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public void setInput(INDArray input, LayerWorkspaceMgr workspaceMgr) {
        super.setInput(input, workspaceMgr);
        layerInput.clear();
        wentForward = false;
    }

    @Override
    protected Pair<INDArray, INDArray> preOutputWithPreNorm(
            boolean training, boolean forBackprop, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(forBackprop);
        checkShape();
        boolean again = forBackprop && wentForward;
        if (!again) {
            prepareInput(training, workspaceMgr);
        }
        BinaryProduct product = again ? products.latest() : binarize(training, workspaceMgr);
        wentForward = true;
        INDArray out = product.forward(input, workspaceMgr);
        if (hasBias()) {
            out.addiRowVector(getParamWithNoise(DefaultParamInitializer.BIAS_KEY, training, workspaceMgr));
        }
        if (maskArray != null) {
            applyMask(out);
        }
        return new Pair<>(out, out);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        if (!wentForward) {
            preOutputWithPreNorm(true, true, workspaceMgr);
        }
        INDArray delta = backpropActivation(epsilon.castTo(dataType), workspaceMgr);
        if (maskArray != null) {
            applyMask(delta);
        }
        Gradient gradient = new DefaultGradient();
        if (hasBias()) {
            INDArray biasGradient = gradientViews.get(DefaultParamInitializer.BIAS_KEY);
            delta.sum(biasGradient, 0);
            gradient.gradientForVariable().put(DefaultParamInitializer.BIAS_KEY, biasGradient);
        }
        gradient.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, kernelGradient(delta, workspaceMgr));
        INDArray epsilonNext = inputGradient(delta, workspaceMgr);
        weightNoiseParams.clear();
        return new Pair<>(gradient, epsilonNext);
    }

    /** dC/dz from dC/da; the identity needs no z, so the forward product is not repeated. */
    private INDArray backpropActivation(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        if (layerConf().getActivationFn() instanceof ActivationIdentity) {
            return epsilon;
        }
        INDArray z = preOutputWithPreNorm(true, true, workspaceMgr).getFirst();
        return layerConf().getActivationFn().backprop(z, epsilon).getFirst();
    }

    private INDArray kernelGradient(INDArray delta, LayerWorkspaceMgr workspaceMgr) {
        INDArray gradient = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
        Nd4j.gemm(input, delta, gradient, true, false, 1, 0);
        INDArray latent = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, true, workspaceMgr);
        double bound = bound();
        layerConf().getKernelQuantizer().backpropKernel(bound == 1 ? latent : latent.div(bound), gradient);
        return gradient;
    }

    private INDArray inputGradient(INDArray delta, LayerWorkspaceMgr workspaceMgr) {
        INDArray gradient = products.latest().backward(delta, workspaceMgr);
        // Not if DL4J's FrozenLayerWithBackprop made forward one of inference, which drops nothing.
        if (dropoutApplied) {
            gradient = backpropDropOutIfPresent(gradient);
        }
        layerInput.backprop(layerConf().getInputQuantizer(), gradient);
        return gradient;
    }

    private void checkShape() {
        long nIn = layerConf().getNIn();
        if (input.rank() != 2 || input.size(1) != nIn) {
            throw new DL4JInvalidInputException("Input of shape " + Arrays.toString(input.shape())
                    + " is invalid: expected [examples, " + nIn + "]. Wrong input type, or a missing preprocessor? "
                    + layerId());
        }
    }

    /** Quantizes, then drops: the other way round, a dropped input would become +1. */
    private void prepareInput(boolean training, LayerWorkspaceMgr workspaceMgr) {
        input = layerInput.prepare(input, layerConf().getInputQuantizer(), dataType, training, layerId(), workspaceMgr);
        applyDropOutIfNecessary(training, workspaceMgr);
    }

    private BinaryProduct binarize(boolean training, LayerWorkspaceMgr workspaceMgr) {
        INDArray latent = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, training, workspaceMgr);
        return products.binarize(input, latent, layerConf().getKernelQuantizer(), bound(), training);
    }

    private double bound() {
        return layerConf()
                .getKernelBound()
                .resolve(layerConf().getNIn(), layerConf().getNOut());
    }

    @Override
    public void clear() {
        super.clear();
        layerInput.clear();
        wentForward = false;
    }

    @Override
    public boolean hasBias() {
        return layerConf().hasBias();
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
