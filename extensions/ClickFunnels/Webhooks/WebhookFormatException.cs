using System;
using ClickFunnels.Core;

namespace ClickFunnels.Webhooks;

/// <summary>The body of a delivery is no event: no JSON object, or without a type. Answer with 400; sending it again does not help.</summary>
public sealed class WebhookFormatException : ApiException
{
    internal WebhookFormatException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
