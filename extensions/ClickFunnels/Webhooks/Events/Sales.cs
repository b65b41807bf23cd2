namespace ClickFunnels.Webhooks;

/// <summary>A sales opportunity was created: <c>sales/opportunity.created</c>.</summary>
public sealed class SalesOpportunityCreated : WebhookNotification<SalesOpportunity>;

/// <summary>A sales opportunity was changed: <c>sales/opportunity.updated</c>.</summary>
public sealed class SalesOpportunityUpdated : WebhookNotification<SalesOpportunity>;

/// <summary>A sales opportunity was deleted: <c>sales/opportunity.deleted</c>.</summary>
public sealed class SalesOpportunityDeleted : WebhookNotification<SalesOpportunity>;

/// <summary>A sales opportunity was closed: <c>sales/opportunity.closed</c>.</summary>
public sealed class SalesOpportunityClosed : WebhookNotification<SalesOpportunity>;

/// <summary>A sales opportunity moved to another stage: <c>sales/opportunity.moved_stage</c>.</summary>
public sealed class SalesOpportunityMovedStage : WebhookNotification<SalesOpportunity>;
