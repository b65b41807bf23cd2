using System;
using System.ComponentModel;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>The rule of bulk actions on contacts: exactly one choice of the contacts.</summary>
internal static class ContactTargetRule
{
    private static readonly string[] Selectors = ["target_ids", "stored_filter_id", "stable_id", "target_all"];

    public static string? Broken(Model action) =>
        TargetChoice.IsExactlyOne(action, Selectors)
            ? null
            : "An action takes exactly one of target_ids, stored_filter_id, stable_id and target_all. "
                + "With none or with several, the service may address all contacts.";
}

/// <content>The contacts are an argument, so that an action without them does not compile.</content>
public sealed partial class ContactTagActionCreate
{
    /// <summary>For serializers. An action needs its contacts.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Pass the contacts: new ContactTagActionCreate(ContactTarget.Contacts(...)).", error: true)]
    public ContactTagActionCreate() { }

    /// <summary>Creates an action that adds or removes tags.</summary>
    /// <param name="target">The contacts that the action is about.</param>
    public ContactTagActionCreate(ContactTarget target) =>
        ContactTarget.Apply(target, ids => TargetIds = ids, id => StoredFilterId = id, filter => StableId = filter, all => TargetAll = all);

    /// <inheritdoc />
    protected override string? BrokenRule() => ContactTargetRule.Broken(this);
}

/// <content>The contacts are an argument, so that an action without them does not compile.</content>
public sealed partial class ContactEnrollActionCreate
{
    /// <summary>For serializers. An action needs its contacts.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Pass the contacts: new ContactEnrollActionCreate(ContactTarget.Contacts(...)).", error: true)]
    public ContactEnrollActionCreate() { }

    /// <summary>Creates an action that enrolls contacts.</summary>
    /// <param name="target">The contacts that the action is about.</param>
    public ContactEnrollActionCreate(ContactTarget target) =>
        ContactTarget.Apply(target, ids => TargetIds = ids, id => StoredFilterId = id, filter => StableId = filter, all => TargetAll = all);

    /// <inheritdoc />
    protected override string? BrokenRule() => ContactTargetRule.Broken(this);
}

/// <content>The contacts are an argument, so that an action without them does not compile.</content>
public sealed partial class ContactRunWorkflowActionCreate
{
    /// <summary>For serializers. An action needs its contacts.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Pass the contacts: new ContactRunWorkflowActionCreate(ContactTarget.Contacts(...)).", error: true)]
    public ContactRunWorkflowActionCreate() { }

    /// <summary>Creates an action that runs a workflow.</summary>
    /// <param name="target">The contacts that the action is about.</param>
    public ContactRunWorkflowActionCreate(ContactTarget target) =>
        ContactTarget.Apply(target, ids => TargetIds = ids, id => StoredFilterId = id, filter => StableId = filter, all => TargetAll = all);

    /// <inheritdoc />
    protected override string? BrokenRule() => ContactTargetRule.Broken(this);
}

/// <content>The contacts are an argument, so that an action without them does not compile.</content>
public sealed partial class ContactUnsubscribeActionCreate
{
    /// <summary>For serializers. An action needs its contacts.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Pass the contacts: new ContactUnsubscribeActionCreate(ContactTarget.Contacts(...)).", error: true)]
    public ContactUnsubscribeActionCreate() { }

    /// <summary>Creates an action that unsubscribes contacts.</summary>
    /// <param name="target">The contacts that the action is about.</param>
    public ContactUnsubscribeActionCreate(ContactTarget target) =>
        ContactTarget.Apply(target, ids => TargetIds = ids, id => StoredFilterId = id, filter => StableId = filter, all => TargetAll = all);

    /// <inheritdoc />
    protected override string? BrokenRule() => ContactTargetRule.Broken(this);
}

/// <content>The contacts are an argument, so that an action without them does not compile.</content>
public sealed partial class ContactExportActionCreate
{
    /// <summary>For serializers. An action needs its contacts.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Pass the contacts: new ContactExportActionCreate(ContactTarget.Contacts(...)).", error: true)]
    public ContactExportActionCreate() { }

    /// <summary>Creates an action that exports contacts.</summary>
    /// <param name="target">The contacts that the action is about.</param>
    public ContactExportActionCreate(ContactTarget target) =>
        ContactTarget.Apply(target, ids => TargetIds = ids, id => StoredFilterId = id, filter => StableId = filter, all => TargetAll = all);

    /// <inheritdoc />
    protected override string? BrokenRule() =>
        ContactTargetRule.Broken(this)
        ?? (
            Fields is not { Count: > 0 }
                ? "fields is empty. The file has the columns that fields names, in their order, and no others."
                : null
        );
}
