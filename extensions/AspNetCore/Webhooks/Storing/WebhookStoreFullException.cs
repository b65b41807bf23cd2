namespace ClickFunnels.AspNetCore;

/// <summary>The store takes no more events for now. The delivery is answered with 503, and the sender repeats it.</summary>
public sealed class WebhookStoreFullException()
    : Exception("The webhook store is full: raise its bounds, add workers, or use a store that is not in memory.");
