namespace ClickFunnels.Emulator;

/// <summary>A failure in the delivery of an event, to test receivers.</summary>
public enum WebhookFault
{
    /// <summary>The event is delivered twice.</summary>
    Duplicate,

    /// <summary>The event is held back until another one was sent to the endpoint: they arrive out of order.</summary>
    HoldUntilNext,

    /// <summary>The first attempt has a wrong signature.</summary>
    WrongSignature,

    /// <summary>The first attempt was signed an hour ago. It has no effect where deliveries have no time, as with Simvoly.</summary>
    OldTimestamp,
}
