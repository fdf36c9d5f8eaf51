package io.github.bnn4j.memory;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;

/** Finds where DL4J keeps what a layer makes of its input, from forward to backward. */
public final class InputMemory {

    private InputMemory() {}

    /**
     * Returns what to call that memory. A ComputationGraph has none open for the layer whose output it is asked for, as no backward
     * follows: then the working memory of forward will do.
     */
    public static ArrayType of(LayerWorkspaceMgr workspaceMgr) {
        return workspaceMgr.isWorkspaceOpen(ArrayType.INPUT) ? ArrayType.INPUT : ArrayType.FF_WORKING_MEM;
    }
}
