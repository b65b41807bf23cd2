using System;
using System.Threading;
using System.Threading.Tasks;
using Polly;
using Polly.Retry;

namespace ClickFunnels.Core;

/// <summary>
/// The resilience pipeline of a connection: built from the options, or the user's own. The built-in one is created with the first
/// failure, because most programs see none and then never load Polly.
/// </summary>
internal sealed class RetryPipeline(ApiClientOptions options, TimeProvider clock)
{
    // Not a Lazy<T>, which would load Polly for its type argument.
    private ResiliencePipeline? _builtIn;

    /// <summary>True when the user's own pipeline replaces the built-in one.</summary>
    public bool IsReplaced => options.HasOwnPipeline;

    /// <summary>Carries out a call within the user's own pipeline.</summary>
    public Task<ApiResult> ExecuteAsync(ApiCall call, CancellationToken cancellationToken) =>
        ExecuteAsync(options.ResiliencePipeline!, new Attempts(call, null), cancellationToken);

    /// <summary>Carries out a call whose first attempt was started before; the pipeline sees it like every other attempt.</summary>
    public Task<ApiResult> ExecuteAsync(ApiCall call, Task<ApiResult> first, CancellationToken cancellationToken) =>
        ExecuteAsync(BuiltIn(), new Attempts(call, first), cancellationToken);

    private ResiliencePipeline BuiltIn() => _builtIn ?? Interlocked.CompareExchange(ref _builtIn, Build(options, clock), null) ?? _builtIn;

    private static async Task<ApiResult> ExecuteAsync(
        ResiliencePipeline pipeline,
        Attempts attempts,
        CancellationToken cancellationToken
    ) =>
        await pipeline
            .ExecuteAsync(static (state, token) => new ValueTask<ApiResult>(state.NextAsync(token)), attempts, cancellationToken)
            .ConfigureAwait(false);

    private static ResiliencePipeline Build(ApiClientOptions options, TimeProvider clock)
    {
        var random = new Random();
        return new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = Math.Max(1, options.MaxRetries),
                    DelayGenerator = arguments => new(BackOff(options, arguments.AttemptNumber, random)),
                    ShouldHandle = static arguments =>
                        new(arguments.Outcome.Exception is ApiException { ShouldRetry: true } and not ApiRateLimitException),
                }
            )
            // The gate of the connection holds every request back until the service allows it, so there is no delay here.
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = int.MaxValue,
                    Delay = TimeSpan.Zero,
                    ShouldHandle = static arguments => new(arguments.Outcome.Exception is ApiRateLimitException { ShouldRetry: true }),
                }
            )
            .Build();
    }

    // The jitter of Polly comes close to zero, so that "Retry-After: 0" could become a burst. This one is half of the delay at most.
    private static TimeSpan? BackOff(ApiClientOptions options, int number, Random random)
    {
        double jitter;
        lock (random)
        {
#pragma warning disable CA5394 // Jitter needs no secure random numbers.
            jitter = random.NextDouble();
#pragma warning restore CA5394
        }

        var delay = options.RetryDelay.Ticks * Math.Pow(2, number) * (0.5 + jitter);
        return TimeSpan.FromTicks((long)Math.Min(delay, options.MaxRetryDelay.Ticks));
    }

    /// <summary>The attempts of one call, in the order in which a pipeline asks for them.</summary>
    private sealed class Attempts(ApiCall call, Task<ApiResult>? first)
    {
        private int _number;
        private Task<ApiResult>? _last;

        public Task<ApiResult> NextAsync(CancellationToken cancellationToken)
        {
            if (_number > 0 && !MayRepeat(out var outcome))
            {
                return outcome;
            }

            if (_number > 0)
            {
                call.Repeat(_number);
            }

            return _last = _number++ == 0 && first is not null ? first : call.AttemptAsync(cancellationToken);
        }

        // With every pipeline: an attempt that may have been carried out is not repeated.
        private bool MayRepeat(out Task<ApiResult> outcome)
        {
            outcome = _last!;
            if (call.Operation.IsSafeToRepeat)
            {
                return outcome.Exception?.InnerException is not ApiException { IsSafeToRepeat: false };
            }

            if (outcome.IsCanceled)
            {
                // A strategy such as a timeout gave up the attempt.
                outcome = Task.FromException<ApiResult>(
                    call.Failed(new ApiConnectionException(call.Operation, requestMayHaveArrived: true, null))
                );
                return false;
            }

            return outcome.Exception?.InnerException is ApiException { IsSafeToRepeat: true };
        }
    }
}
