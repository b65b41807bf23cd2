using System;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// The body of a delivery is not an event: it is not a JSON object, or has no type. Respond with 400; sending it again does not help.
/// </summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class WebhookFormatException : ApiException
{
    /// <summary>Creates an exception; for tests of code that handles it.</summary>
    /// <param name="message">What is wrong with the body, without its content.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public WebhookFormatException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
