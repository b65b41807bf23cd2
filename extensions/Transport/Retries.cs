using System;
using System.Threading;
using System.Threading.Tasks;
using Polly;
using Polly.Retry;

namespace ClickFunnels;

/// <summary>What follows a failed first attempt: waits and further attempts, on Polly.</summary>
internal sealed class Retries(ClickFunnelsClientOptions options, TimeProvider clock)
{
    private readonly ResiliencePipeline _pipeline = Build(options, clock);

    public async Task<T> ExecuteAsync<T>(Operation operation, ClickFunnelsException failure, Func<bool, CancellationToken, Task<T>> attempt, Action<int, ClickFunnelsException> onRetry, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        var call = new Call(operation, failure, onRetry);
        context.Properties.Set(Call.Key, call);
        try
        {
            return await _pipeline.ExecuteAsync(
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
                    arguments.Outcome.Exception is ClickFunnelsException exception && Resilience.IsRepeatable(Call.Of(arguments.Context).Operation, exception, options)),

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
