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

    RoleSet(List<Role> roles) {
        SymbolTable symbols = new SymbolTable();
        ActionCompiler publishing = new ActionCompiler(Action.PUBLISH, symbols);
        ActionCompiler subscribing = new ActionCompiler(Action.SUBSCRIBE, symbols);
        for (Role role : roles) {
            role.permissions().forEach(publishing::add);
            role.permissions().forEach(subscribing::add);
        }
        this.names = roles.stream().map(Role::name).sorted().toList();
        this.publish = publishing.build();
        this.subscribe = subscribing.build();
        this.slots = symbols.slots();
        this.clauses = symbols.clauses();
        this.literals = symbols.literals();
    }

    /**
     * The same permissions for one client, its variables resolved. Costs little time and memory, whatever the number of
     * permissions.
     *
     * @param time asked for the instant only when a permission with a {@code time} condition comes into question
     */
    public ClientPermissions bind(Client client, InstantSource time) {
        return new ClientPermissions(this, client, binding(client, time));
    }

    /** What variables and {@code when}s come to for a client. */
    Binding binding(Client client, InstantSource time) {
        return new Binding(client, time, slots, clauses);
    }

    /** The names of the roles, in order. */
    List<String> names() {
        return names;
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
