using System;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// Base of all failures of a call. Messages name the operation and the status, never data: what the service wrote is on properties,
/// because it may be personal.
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public abstract class ApiException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">Names what is wrong and how to fix it; never data or secrets.</param>
    /// <param name="innerException">The cause; null when there is none.</param>
    protected ApiException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    /// <summary>True when the same call may succeed later, for example after a rate limit or a failure of the network.</summary>
    public virtual bool IsTransient => false;

    /// <summary>
    /// True when the call can be repeated without carrying anything out twice: the failure is transient, and the operation is safe to
    /// repeat or the request surely was not carried out. A resilience pipeline of your own should handle only these. The client sets it;
    /// tests may set it, too.
    /// </summary>
    public bool IsSafeToRepeat { get; set; }

    /// <summary>
    /// True when the service may have carried out the request although the call failed: the connection broke, a time limit passed, the
    /// service failed, or its response cannot be read. Look a created record up before you create it again.
    /// </summary>
    public virtual bool MayHaveBeenCarriedOut => false;

    /// <summary>True when the client itself repeats the call.</summary>
    internal bool ShouldRetry { get; set; }
}
