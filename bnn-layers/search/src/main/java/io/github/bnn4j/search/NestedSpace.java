package io.github.bnn4j.search;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.arbiter.optimize.api.AbstractParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.util.LeafUtils;

/** A space that is made of others, its fields of type ParameterSpace, and has no choice of its own. */
abstract class NestedSpace<T> extends AbstractParameterSpace<T> {

    @Override
    public int numParameters() {
        return LeafUtils.countUniqueParameters(collectLeaves());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List<ParameterSpace> collectLeaves() {
        List<ParameterSpace> leaves = new ArrayList<>();
        for (ParameterSpace<?> nested : getNestedSpaces().values()) {
            if (nested.isLeaf()) {
                leaves.add(nested);
            } else {
                leaves.addAll(nested.collectLeaves());
            }
        }
        return leaves;
    }

    @Override
    public boolean isLeaf() {
        return false;
    }

    @Override
    public void setIndices(int... indices) {
        throw new UnsupportedOperationException(
                "Only leaves have indices, not " + getClass().getSimpleName());
    }
}
