package io.github.bnn4j.layer;

import io.github.bnn4j.kernel.KernelLayout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;

/** Counts what a binary layer needs: what any layer does, and each kernel once more, binarized. */
final class BinaryMemoryReport {

    private BinaryMemoryReport() {}

    static <L extends BaseLayer & BinaryLayer> LayerMemoryReport of(L layer, InputType inputType) {
        InputType outputType = layer.getOutputType(-1, inputType);
        long binarized = 0;
        long updaterState = 0;
        for (KernelLayout kernel : layer.kernelLayouts()) {
            binarized += kernel.length();
            updaterState += layer.getUpdaterByParam(kernel.param()).stateSize(kernel.length());
        }
        long numParams = layer.initializer().numParams(layer);
        updaterState += layer.getIUpdater().stateSize(numParams - binarized);
        boolean copiesInput = layer.getIDropout() != null || layer.getInputQuantizer() != null;
        long inputCopy = copiesInput ? inputType.arrayElementsPerExample() : 0;
        return new LayerMemoryReport.Builder(layer.getLayerName(), layer.getClass(), inputType, outputType)
                .standardMemory(numParams, updaterState)
                .workingMemory(binarized, 0, binarized, inputCopy + outputType.arrayElementsPerExample())
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }
}
