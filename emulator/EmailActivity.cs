namespace ClickFunnels.Emulator;

/// <summary>Kind of event that concerns an email.</summary>
public enum EmailActivityKind
{
    /// <summary>The email was sent. Emails of broadcasts that the API sends are counted without it.</summary>
    Sent,

    /// <summary>The email could not be sent.</summary>
    Failed,

    /// <summary>The email came back.</summary>
    Bounced,

    /// <summary>The contact opened the email.</summary>
    Opened,

    /// <summary>The contact clicked a link. Orders within the next 30 days count as revenue of the email.</summary>
    Clicked,

    /// <summary>The contact unsubscribed.</summary>
    Unsubscribed,

    /// <summary>The contact reported the email as spam.</summary>
    SpamReported,
}

/// <summary>An event that concerns an email, from which the emulator computes statistics.</summary>
/// <param name="SourceId">Numeric id of the broadcast or the workflow step that sent the email.</param>
/// <param name="ContactId">Numeric id of the contact.</param>
/// <param name="Kind">What happened.</param>
public sealed record EmailActivity(long SourceId, long ContactId, EmailActivityKind Kind)
{
    /// <summary>The time; now by the clock of the emulator when null.</summary>
    public DateTimeOffset? At { get; init; }
}
