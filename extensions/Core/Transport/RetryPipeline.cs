using System;
using System.Runtime.ExceptionServices;
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

    /// <summary>Returns true when the built-in pipeline repeats a call after this failure.</summary>
    public bool Handles(ApiException failure) => options.MaxRetries > 0 && RetryRules.ShouldRetry(failure, options.MaxRetryDelay);

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

    private static ResiliencePipeline Build(ApiClientOptions options, TimeProvider clock) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = options.MaxRetries,
                    Delay = options.RetryDelay,
                    MaxDelay = options.MaxRetryDelay,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = arguments => new ValueTask<bool>(
                        RetryRules.ShouldRetry(arguments.Outcome.Exception as ApiException, options.MaxRetryDelay)
                    ),

                    // Null leaves the delay to the exponential back-off above.
                    DelayGenerator = static arguments => new ValueTask<TimeSpan?>(
                        (arguments.Outcome.Exception as ApiStatusException)?.RetryAfter
                    ),
                }
            )
            .Build();

    /// <summary>The attempts of one call, in the order in which a pipeline asks for them.</summary>
    private sealed class Attempts(ApiCall call, Task<ApiResult>? first)
    {
        private int _number;

        public Task<ApiResult> NextAsync(CancellationToken cancellationToken)
        {
            var number = _number++;
            if (number == 0)
            {
                return first ?? call.AttemptAsync(cancellationToken);
            }

            // Whatever pipeline the user chose: what may have been carried out is not carried out again.
            if (call.LastFailure is { IsSafeToRepeat: false } failure)
            {
                ExceptionDispatchInfo.Capture(failure).Throw();
            }

            call.Repeat(number);
            return call.AttemptAsync(cancellationToken);
        }
    }
}
