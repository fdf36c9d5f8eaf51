package io.github.bnn4j.spark.scoring;

import io.github.bnn4j.packed.PackedNetwork;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows with their classes, or with what is wrong with them; takes no more of its source than one batch ahead. */
final class ScoredRows implements Iterator<Row> {

    /** A packed network takes as many through its layers together. */
    private static final int BATCH = 64;

    private final Iterator<Row> rows;
    private final int column;
    private final boolean failFast;
    private final Batch batch;
    private final Deque<Row> scored = new ArrayDeque<>(BATCH);

    ScoredRows(Iterator<Row> rows, PackedNetwork network, int column, boolean failFast) {
        this.rows = rows;
        this.column = column;
        this.failFast = failFast;
        this.batch = new Batch(network, BATCH);
    }

    @Override
    public boolean hasNext() {
        return !scored.isEmpty() || rows.hasNext();
    }

    @Override
    public Row next() {
        if (scored.isEmpty()) {
            scoreBatch();
        }
        return scored.remove();
    }

    private void scoreBatch() {
        List<Row> taken = new ArrayList<>(BATCH);
        IllegalArgumentException[] failures = new IllegalArgumentException[BATCH];
        for (int i = 0; i < BATCH && rows.hasNext(); i++) {
            Row row = rows.next();
            taken.add(row);
            try {
                batch.add(row.get(column));
            } catch (IllegalArgumentException e) {
                failures[i] = e;
            }
        }
        int[] classes = predict(taken, failures);
        int next = 0;
        for (int i = 0; i < taken.size(); i++) {
            scored.add(result(taken.get(i), failures[i] == null ? classes[next++] : null, failures[i]));
        }
    }

    /** A refused batch does not say which row it was: then each goes alone. */
    private int[] predict(List<Row> taken, IllegalArgumentException[] failures) {
        try {
            return batch.predict();
        } catch (IllegalArgumentException someRow) {
            int[] classes = new int[taken.size()];
            int next = 0;
            for (int i = 0; i < taken.size(); i++) {
                if (failures[i] != null) {
                    continue;
                }
                try {
                    batch.add(taken.get(i).get(column));
                    classes[next] = batch.predict()[0];
                    next++;
                } catch (IllegalArgumentException e) {
                    failures[i] = e;
                }
            }
            return classes;
        }
    }

    private Row result(Row row, Integer prediction, IllegalArgumentException failure) {
        int columns = row.size() - 2;
        Object[] values = new Object[row.size()];
        for (int i = 0; i < columns; i++) {
            values[i] = row.get(i);
        }
        if (failure != null) {
            String message = row.get(columns) + ", row " + row.get(columns + 1) + ": " + failure.getMessage();
            if (failFast) {
                throw new RowFailure(message);
            }
            values[columns + 1] = message;
        }
        values[columns] = prediction;
        return RowFactory.create(values);
    }
}
