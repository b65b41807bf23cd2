using System;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>Reads the body of a successful response.</summary>
internal delegate object BodyReader(byte[] body, int length, Operation operation, JsonLimits limits);

/// <summary>One call: what each of its attempts sends and expects, and how the attempts ended so far.</summary>
/// <remarks>
/// It has fields instead of properties, because every property that the first call uses is compiled at the start of a program.
/// </remarks>
internal sealed class ApiCall(
    AttemptSender sender,
    Operation operation,
    Uri address,
    byte[]? body,
    BodyReader? read,
    RequestOptions? options,
    CallObservation observation,
    TimeSpan timeout,
    TimeProvider clock
)
{
    public readonly Operation Operation = operation;
    public readonly Uri Address = address;
    public readonly byte[]? Body = body;

    /// <summary>Media type of the body; null for JSON.</summary>
    public string? MediaType;

    /// <summary>Reads the body of a successful response; null when nobody needs it.</summary>
    public readonly BodyReader? Read = read;

    public readonly RequestOptions? Options = options;

    /// <summary>The semaphore that an attempt holds, to limit filtered reads; null when the call is not limited.</summary>
    public SemaphoreSlim? Turns;

    /// <summary>The pause that the service asked for with the last failure; zero when it did not.</summary>
    public TimeSpan Pause;

    private readonly long _start = clock.GetTimestamp();

    /// <summary>True when an earlier attempt failed, but the service may have carried it out.</summary>
    public bool MayHaveBeenCarriedOut { get; private set; }

    /// <summary>The failure of the last attempt; null before one failed.</summary>
    public ApiException? LastFailure => observation.LastFailure;

    /// <summary>True when an attempt was made before.</summary>
    public bool IsRepeated { get; private set; }

    /// <summary>The time until the limit of the whole call.</summary>
    public TimeSpan Remaining => timeout - clock.GetElapsedTime(_start);

    public Task<ApiResult> AttemptAsync(CancellationToken cancellationToken) => sender.SendAsync(this, cancellationToken);

    /// <summary>Notes the failure of an attempt, so that the rules of repeating can judge it.</summary>
    public ApiException Failed(ApiException failure)
    {
        failure.IsSafeToRepeat = RetryRules.IsSafeToRepeat(Operation, failure);
        observation.LastFailure = failure;
        return failure;
    }

    /// <summary>Notes that another attempt follows.</summary>
    public void Repeat(int number)
    {
        MayHaveBeenCarriedOut |= LastFailure is not (ApiRateLimitException or ApiConnectionException { RequestMayHaveArrived: false });
        IsRepeated = true;
        Pause = TimeSpan.Zero;
        observation.Retrying(number, LastFailure);
    }

    /// <summary>Notes that an attempt waited for the limits of the service.</summary>
    public void Waited(TimeSpan time)
    {
        observation.Waited(time);
        Options?.OnWait?.Invoke(time);
    }
}

/// <summary>The result of a successful attempt.</summary>
/// <remarks>A class and not generic, because the runtime ships compiled code for asynchronous methods over reference types.</remarks>
internal sealed class ApiResult(int status, object? value, string? nextCursor)
{
    public readonly int Status = status;

    /// <summary>The value that <see cref="BodyReader" /> returned: a record, a list, or a raw response.</summary>
    public readonly object? Value = value;

    /// <summary>The cursor of the next page in the response headers; null when there is none.</summary>
    public readonly string? NextCursor = nextCursor;
}
