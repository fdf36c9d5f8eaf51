package io.github.bnn4j.onnx.file;

import io.github.bnn4j.onnx.OnnxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import onnx.Onnx.NodeProto;

/** Finds the nodes that a result needs, and puts each after those that it takes. Nothing here calls itself: chains are long. */
final class NeededNodes {

    private final List<NodeProto> nodes;

    /** Place of the node that makes a value. */
    private final Map<String, Integer> makers;

    private NeededNodes(List<NodeProto> nodes, Map<String, Integer> makers) {
        this.nodes = nodes;
        this.makers = makers;
    }

    /**
     * Returns the places of the nodes that a value needs: otherwise in the order of the file.
     *
     * @param makers the place of the node that makes a value, for all that are made
     * @throws OnnxException if nodes need each other
     */
    static List<Integer> of(String value, List<NodeProto> nodes, Map<String, Integer> makers) {
        NeededNodes needed = new NeededNodes(nodes, makers);
        return needed.inOrder(needed.behind(value));
    }

    private BitSet behind(String value) {
        BitSet needed = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        need(makers.get(value), needed, open);
        while (!open.isEmpty()) {
            for (String input : nodes.get(open.pop()).getInputList()) {
                need(makers.get(input), needed, open);
            }
        }
        return needed;
    }

    /** @param place null for a value that no node makes */
    private static void need(Integer place, BitSet needed, Deque<Integer> open) {
        if (place != null && !needed.get(place)) {
            needed.set(place);
            open.push(place);
        }
    }

    private List<Integer> inOrder(BitSet needed) {
        Map<Integer, Integer> waitingFor = new HashMap<>();
        Map<Integer, List<Integer>> takers = new HashMap<>();
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        needed.stream().forEach(place -> {
            int count = 0;
            for (String input : nodes.get(place).getInputList()) {
                Integer maker = makers.get(input);
                if (maker != null) {
                    takers.computeIfAbsent(maker, key -> new ArrayList<>()).add(place);
                    count++;
                }
            }
            if (count == 0) {
                ready.add(place);
            } else {
                waitingFor.put(place, count);
            }
        });
        List<Integer> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            int place = ready.poll();
            order.add(place);
            for (int taker : takers.getOrDefault(place, List.of())) {
                if (waitingFor.merge(taker, -1, Integer::sum) == 0) {
                    waitingFor.remove(taker);
                    ready.add(taker);
                }
            }
        }
        waitingFor.keySet().stream().min(Integer::compare).ifPresent(place -> {
            throw new OnnxException("node " + NodeReader.name(nodes.get(place), place)
                    + " depends on its own result, or on a node that does");
        });
        return order;
    }
}
