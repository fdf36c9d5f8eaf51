package io.github.bnn4j.spark.scoring;

import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * Scores the rows of a partition, in order, a few together. To each row it adds the class, and why there is none.
 *
 * <p>The last two columns of what it takes are the row's file and its number in it, from 0, and are replaced by the class
 * and the error.
 */
final class PartitionScoring implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1;

    private final Broadcast<ShippedNetwork> network;
    private final int column;
    private final boolean failFast;

    /**
     * @param column index of what the network takes
     * @param failFast whether a row that it does not take ends the job, by {@link RowFailure}
     */
    PartitionScoring(Broadcast<ShippedNetwork> network, int column, boolean failFast) {
        this.network = network;
        this.column = column;
        this.failFast = failFast;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new ScoredRows(rows, network.value().network(), column, failFast);
    }
}
