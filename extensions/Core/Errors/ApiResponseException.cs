using System;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// The service returned a successful status, but the response cannot be used: it is not JSON, cut off, too large, or its cursor repeats.
/// </summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ApiResponseException : ApiException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What is wrong with the response; never its content.</param>
    /// <param name="innerException">The cause; null when there is none.</param>
    public ApiResponseException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    /// <inheritdoc />
    public override bool MayHaveBeenCarriedOut => true;
}
