package io.github.bnn4j.search;

import java.util.Arrays;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;

/** A choice that is none if there is one value: Arbiter's grid search would mix up the indices of the others. */
abstract class ChoiceSpace<T> extends DiscreteParameterSpace<T> {

    ChoiceSpace(T[] values) {
        super(Arrays.asList(Choice.atLeastOne(values)));
        if (isFixed()) {
            // One is demanded, though there is nothing to look up.
            super.setIndices(0);
        }
    }

    @Override
    public int numParameters() {
        return isFixed() ? 0 : 1;
    }

    @Override
    public void setIndices(int... indices) {
        if (!isFixed()) {
            super.setIndices(indices);
        }
    }

    private boolean isFixed() {
        return numValues() == 1;
    }
}
