package io.github.bnn4j.spark.training;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Drops nothing, and throws at some of its calls. Executors are in this JVM, so they share the count. */
public final class FailingDropout implements IDropout {

    private static final AtomicInteger CALLS = new AtomicInteger();
    private static volatile IntPredicate fails = call -> false;

    /**
     * Counts anew.
     *
     * @param failing which calls throw, counted from 1
     */
    static void at(IntPredicate failing) {
        CALLS.set(0);
        fails = failing;
    }

    static int calls() {
        return CALLS.get();
    }

    @Override
    public INDArray applyDropout(
            INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
        if (fails.test(CALLS.incrementAndGet())) {
            throw new IllegalStateException("no luck");
        }
        return result.assign(input);
    }

    @Override
    public INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
        return gradAtInput.assign(gradAtOutput);
    }

    @Override
    public void clear() {
        // Keeps nothing.
    }

    @Override
    public IDropout clone() {
        return new FailingDropout();
    }
}
