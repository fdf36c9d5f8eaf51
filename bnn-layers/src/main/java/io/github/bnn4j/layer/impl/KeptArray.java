package io.github.bnn4j.layer.impl;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Memory for intermediate results that is kept from step to step, outside of workspaces: allocating costs more than filling. */
final class KeptArray {

    private INDArray memory;

    /**
     * @return a 'c' ordered matrix of any content, valid until the next call
     */
    INDArray get(DataType type, long rows, long columns) {
        long length = rows * columns;
        if (memory == null || memory.length() < length || memory.dataType() != type) {
            try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                memory = Nd4j.createUninitialized(type, new long[] {length}, 'c');
            }
        }
        INDArray used = memory.length() == length ? memory : memory.get(NDArrayIndex.interval(0, length));
        return used.reshape('c', rows, columns);
    }
}
