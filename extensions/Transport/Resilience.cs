using System;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Polly;
using Polly.Retry;

namespace ClickFunnels;

/// <summary>
/// Repeats what is safe to repeat, on Polly. GET, PUT, PATCH and DELETE are repeated after any transient failure; POST
/// only when the service refused it (429, 503) or it surely did not arrive, because it may create something twice.
/// </summary>
internal sealed class Resilience(ClickFunnelsClientOptions options, TimeProvider clock)
{
    private readonly Lazy<ResiliencePipeline> _pipeline = new(() => Build(options, clock));

    /// <summary>Runs an attempt and repeats it as the rules allow. The first one runs outside of Polly: most calls never need it.</summary>
    /// <remarks>An attempt is told whether an earlier one may have been carried out.</remarks>
    public async Task<T> ExecuteAsync<T>(Operation operation, Func<bool, CancellationToken, Task<T>> attempt, Action<int, ClickFunnelsException> onRetry, CancellationToken cancellationToken)
    {
        ClickFunnelsException failure;
        try
        {
            return await attempt(false, cancellationToken).ConfigureAwait(false);
        }
        catch (ClickFunnelsException exception) when (options.MaxRetries > 0 && IsRepeatable(operation, exception, options))
        {
            failure = exception;
        }

        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        var call = new Call(operation, failure, onRetry);
        context.Properties.Set(Call.Key, call);
        try
        {
            return await _pipeline.Value.ExecuteAsync(
                static async (pipelineContext, state) =>
                {
                    // Polly's first execution stands for the attempt that has failed already.
                    return state.call.IsFirst() ? throw state.call.FirstFailure : await state.attempt(state.call.MayBeDone, pipelineContext.CancellationToken).ConfigureAwait(false);
                },
                context,
                (call, attempt)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    internal static bool IsRepeatable(Operation operation, ClickFunnelsException exception, ClickFunnelsClientOptions options)
    {
        if (!exception.IsTransient || (exception is ClickFunnelsApiException { RetryAfter: { } wait } && wait > options.MaxRetryDelay))
        {
            return false;
        }

        return operation.IsIdempotent || exception switch
        {
            ClickFunnelsRateLimitException => true,
            ClickFunnelsServerException { StatusCode: 503 } => true,
            ClickFunnelsConnectionException connection => !connection.RequestMayHaveArrived,
            _ => false,
        };
    }

    /// <summary>Whether the failure shows that not even a connection was there.</summary>
    internal static bool SurelyDidNotArrive(HttpRequestException exception)
    {
#if NET8_0_OR_GREATER
        if (exception.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            return true;
        }
#endif
        for (Exception? inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable })
            {
                return true;
            }
        }

        return false;
    }

    private static ResiliencePipeline Build(ClickFunnelsClientOptions options, TimeProvider clock) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxRetries,
                Delay = options.RetryDelay,
                MaxDelay = options.MaxRetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => new ValueTask<bool>(
                    arguments.Outcome.Exception is ClickFunnelsException exception && IsRepeatable(Call.Of(arguments.Context).Operation, exception, options)),

                // Null leaves the wait to the exponential rule above.
                DelayGenerator = static arguments => new ValueTask<TimeSpan?>((arguments.Outcome.Exception as ClickFunnelsApiException)?.RetryAfter),
                OnRetry = static arguments =>
                {
                    Call.Of(arguments.Context).Retry(arguments.AttemptNumber + 1, (ClickFunnelsException)arguments.Outcome.Exception!);
                    return default;
                },
            })
            .Build();

    private sealed class Call(Operation operation, ClickFunnelsException firstFailure, Action<int, ClickFunnelsException> onRetry)
    {
        public static readonly ResiliencePropertyKey<Call> Key = new("ClickFunnels.Call");

        private int _attempts;

        public Operation Operation { get; } = operation;

        public ClickFunnelsException FirstFailure { get; } = firstFailure;

        /// <summary>Whether an attempt may have been carried out although it failed.</summary>
        public bool MayBeDone { get; private set; }

        public static Call Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

        public bool IsFirst() => _attempts++ == 0;

        public void Retry(int number, ClickFunnelsException failure)
        {
            MayBeDone |= failure is not (ClickFunnelsRateLimitException or ClickFunnelsConnectionException { RequestMayHaveArrived: false });
            onRetry(number, failure);
        }
    }
}
