using ClickFunnels.Core.Tests.Support;
using Polly;
using Polly.Retry;

namespace ClickFunnels.Core.Tests;

/// <summary>The user's own pipeline replaces the built-in retries, but not the rule that nothing is carried out twice.</summary>
public sealed class ResiliencePipelineTests
{
    private const string Book = """{"id":7,"title":"Momo"}""";

    private readonly FakeLibrary _library = new();

    [Test]
    public async Task It_surrounds_every_attempt_of_every_call()
    {
        var failures = new List<Exception>();
        var executions = 0;
        using var client = Client(
            2,
            outcome =>
            {
                executions++;
                if (outcome is not null)
                {
                    failures.Add(outcome);
                }

                return outcome is ApiException { IsSafeToRepeat: true };
            }
        );
        _library.Respond(500).Respond(503).Respond(200, Book).Respond(200, Book);

        await client.Books.GetAsync(7);
        await client.Books.GetAsync(7);

        Assert.That(_library.Sent, Has.Count.EqualTo(4));
        Assert.That(executions, Is.EqualTo(4));
        Assert.That(failures.Select(static failure => ((ApiServerException)failure).StatusCode), Is.EqualTo(new[] { 500, 503 }));
    }

    [Test]
    public void The_built_in_retries_do_not_add_to_it()
    {
        using var client = _library.Respond(503).Client(static options => options.ResiliencePipeline = ResiliencePipeline.Empty);

        Assert.That(() => client.Books.GetAsync(7), Throws.TypeOf<ApiServerException>());
        Assert.That(_library.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_pipeline_that_handles_everything_does_not_send_a_creation_twice()
    {
        var failures = new List<Exception?>();
        using var client = Client(
            3,
            outcome =>
            {
                failures.Add(outcome);
                return true;
            }
        );
        _library.Lose();

        var thrown = (await Assert.ThrowsAsync<ApiConnectionException>(() => client.Books.CreateAsync(new())))!;

        Assert.That(thrown.RequestMayHaveArrived, Is.True);
        Assert.That(failures, Has.Count.EqualTo(4).And.All.SameAs(thrown));
        Assert.That(_library.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_creation_that_the_service_refused_may_be_sent_again()
    {
        using var client = Client(3, static outcome => outcome is not null);
        _library.Respond(429).Respond(503).Respond(201, $$"""{"book":{{Book}}}""");

        Assert.That((await client.Books.CreateAsync(new())).Id, Is.EqualTo(7));
        Assert.That(_library.Sent, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task An_idempotent_creation_is_sent_again_after_a_lost_response()
    {
        using var client = Client(3, static outcome => outcome is not null);
        _library.Lose().Respond(200, Book);

        Assert.That((await client.Books.UpsertAsync(new())).Id, Is.EqualTo(7));
        Assert.That(_library.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public void An_exception_of_the_pipeline_itself_reaches_the_caller()
    {
        var pipeline = new ResiliencePipelineBuilder().AddStrategy(static _ => new RefusingStrategy(), new RefusingOptions()).Build();
        using var client = _library.Client(options => options.ResiliencePipeline = pipeline);

        Assert.That(() => client.Books.GetAsync(7), Throws.TypeOf<InvalidTimeZoneException>());
        Assert.That(_library.Sent, Is.Empty);
    }

    [TearDown]
    public void Dispose() => _library.Dispose();

    private LibraryClient Client(int retries, Func<Exception?, bool> handles) =>
        _library.Client(options =>
            options.ResiliencePipeline = new ResiliencePipelineBuilder()
                .AddRetry(
                    new RetryStrategyOptions
                    {
                        MaxRetryAttempts = retries,
                        Delay = TimeSpan.Zero,
                        ShouldHandle = arguments => new(handles(arguments.Outcome.Exception)),
                    }
                )
                .Build()
        );

    private sealed class RefusingOptions : ResilienceStrategyOptions;

    private sealed class RefusingStrategy : ResilienceStrategy
    {
        protected override ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(
            Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback,
            ResilienceContext context,
            TState state
        ) => throw new InvalidTimeZoneException();
    }
}
