/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Role;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** The permissions of a set of roles, compiled once and shared by every client that holds exactly these roles. */
public final class RoleSet {

    private final List<String> names;
    private final ActionRules publish;
    private final ActionRules subscribe;
    private final List<Slot> slots;
    private final List<WhenClause> clauses;
    private final Set<String> literals;
    private final TopicDecisions publishing;
    private final TopicDecisions delivering;
    private final FilterDecisions subscribing;

    RoleSet(List<Role> roles) {
        SymbolTable symbols = new SymbolTable();
        ActionCompiler publishRules = new ActionCompiler(Action.PUBLISH, symbols);
        ActionCompiler subscribeRules = new ActionCompiler(Action.SUBSCRIBE, symbols);
        for (Role role : roles) {
            role.permissions().forEach(publishRules::add);
            role.permissions().forEach(subscribeRules::add);
        }
        this.names = roles.stream().map(Role::name).sorted().toList();
        this.publish = publishRules.build();
        this.subscribe = subscribeRules.build();
        this.slots = symbols.slots();
        this.clauses = symbols.clauses();
        this.literals = symbols.literals();
        this.publishing = new TopicDecisions(names, publish);
        this.delivering = new TopicDecisions(names, subscribe);
        this.subscribing = new FilterDecisions(names, literals, subscribe, delivering);
    }

    /**
     * The same permissions for one client, its variables resolved. Costs little time and memory, whatever the number of
     * permissions.
     *
     * @param time asked for the instant only when a permission with a {@code time} condition comes into question
     */
    public ClientPermissions bind(Client client, InstantSource time) {
        return new ClientPermissions(this, binding(client, time));
    }

    /** What variables and {@code when}s come to for a client. */
    Binding binding(Client client, InstantSource time) {
        return new Binding(client, time, slots, clauses, publish.closedTo(client), subscribe.closedTo(client));
    }

    /** The names of the roles, in order. */
    List<String> names() {
        return names;
    }

    TopicDecisions publishing() {
        return publishing;
    }

    TopicDecisions delivering() {
        return delivering;
    }

    FilterDecisions subscribing() {
        return subscribing;
    }

    ActionRules publish() {
        return publish;
    }

    ActionRules subscribe() {
        return subscribe;
    }

    /** Every literal level that occurs. */
    Set<String> literals() {
        return literals;
    }
}
