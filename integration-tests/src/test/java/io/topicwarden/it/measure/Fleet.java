/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Very many clients on one thread. */
final class Fleet implements AutoCloseable, Member.Listener {

    /** How many connect at a time. */
    private static final int CONNECTING = 200;

    private final InetSocketAddress address;
    private final UnaryOperator<String> username;
    private final String password;
    private final String will;
    private final Selector selector;
    private final List<Member> members = new ArrayList<>();
    private final AtomicInteger ready = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicLong delivered = new AtomicLong();
    private final Thread thread = new Thread(this::run, "fleet");
    private volatile String watched = "";
    private volatile long lastWatched;
    private volatile boolean closing;

    Fleet(URI address, String username, String password) {
        this(address, username, password, "");
    }

    /** Clients with a will each to this topic. */
    Fleet(URI address, String username, String password, String will) {
        this(address, clientId -> username, password, will);
    }

    /** Clients that are each somebody else, by a name that is made of the client identifier. */
    Fleet(URI address, UnaryOperator<String> username, String password, String will) {
        this.address = new InetSocketAddress(address.getHost(), address.getPort());
        this.username = username;
        this.password = password;
        this.will = will;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** Connects and subscribes these many more, and returns once all of them have done so. */
    void join(int count, String prefix, IntFunction<List<String>> filters) throws IOException, InterruptedException {
        join(count, filters, i -> prefix + i);
    }

    /** Likewise, with client identifiers by number. */
    void join(int count, IntFunction<List<String>> filters, IntFunction<String> clientIds)
            throws IOException, InterruptedException {
        int before = members.size();
        for (int i = 0; i < count; i++) {
            while (before + i - ready.get() > CONNECTING) {
                Thread.sleep(1);
            }
            members.add(member(clientIds.apply(i), filters.apply(i)));
        }
        while (ready.get() < members.size()) {
            Thread.sleep(1);
        }
    }

    Member member(int index) {
        return members.get(index);
    }

    int size() {
        return members.size();
    }

    int ended() {
        return ended.get();
    }

    long deliveries() {
        return delivered.get();
    }

    /** From now on the last delivery whose topic contains this text is kept in mind. */
    void watch(String text) {
        watched = text;
        lastWatched = 0;
    }

    /** When that was, by {@link System#nanoTime}; 0 if there was none. */
    long lastWatched() {
        return lastWatched;
    }

    private Member member(String clientId, List<String> filters) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        Member member = new Member(clientId, channel, filters, this);
        member.connect(username.apply(clientId), password, will);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, member);
        selector.wakeup();
        return member;
    }

    private void run() {
        try {
            while (!closing) {
                selector.select(key -> read(key), 5);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(SelectionKey key) {
        Member member = (Member) key.attachment();
        boolean open;
        try {
            open = member.read();
        } catch (IOException e) {
            open = false;
        }
        if (!open) {
            key.cancel();
            ended.incrementAndGet();
        }
    }

    @Override
    public void ready(Member member) {
        ready.incrementAndGet();
    }

    @Override
    public void refused(Member member, int code) {
        throw new IllegalStateException("a client was refused with " + code);
    }

    @Override
    public void delivered(String topic) {
        delivered.incrementAndGet();
        if (!watched.isEmpty() && topic.contains(watched)) {
            lastWatched = System.nanoTime();
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
