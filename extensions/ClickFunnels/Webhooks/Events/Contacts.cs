namespace ClickFunnels.Webhooks;

/// <summary>A contact was created: <c>contact.created</c>.</summary>
public sealed class ContactCreated : WebhookNotification<Contact>;

/// <summary>A contact was changed: <c>contact.updated</c>.</summary>
public sealed class ContactUpdated : WebhookNotification<Contact>;

/// <summary>A contact was deleted: <c>contact.deleted</c>.</summary>
public sealed class ContactDeleted : WebhookNotification<Contact>;

/// <summary>A contact gave an e-mail address for the first time: <c>contact.identified</c>.</summary>
public sealed class ContactIdentified : WebhookNotification<Contact>;

/// <summary>A tag of a contact was created: <c>contacts/applied_tag.created</c>.</summary>
public sealed class ContactAppliedTagCreated : WebhookNotification<ContactAppliedTag>;

/// <summary>A tag of a contact was deleted: <c>contacts/applied_tag.deleted</c>.</summary>
public sealed class ContactAppliedTagDeleted : WebhookNotification<ContactAppliedTag>;
