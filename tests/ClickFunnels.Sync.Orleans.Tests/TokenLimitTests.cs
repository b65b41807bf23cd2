using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace ClickFunnels.Sync.Orleans.Tests;

/// <summary>Workspaces that share a token share its limit, on whatever silo they are.</summary>
public sealed class TokenLimitTests
{
    private const double Rate = 200;

    [Test]
    [CancelAfter(60_000)]
    public async Task Two_silos_keep_the_limit_of_a_token_together_with_few_calls(CancellationToken cancellationToken)
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo(
            (_, silo) =>
            {
                silo.UseInMemoryReminderService();
                silo.AddClickFunnelsSync();
                silo.Services.AddSingleton<IWorkspaceSyncFactory>(new WorkspaceSyncFactory((_, _) => throw new NotSupportedException()));
            }
        );
        await using var cluster = builder.Build();
        await cluster.DeployAsync(cancellationToken);
        var limiters = cluster
            .Silos.Select(static silo => silo.ServiceProvider.GetRequiredService<TokenLimits>().GetLimiter("token", Rate))
            .ToArray();
        var passed = new ConcurrentQueue<TimeSpan>();
        var start = Stopwatch.GetTimestamp();

        // 40 workspaces with 15 requests each.
        await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .SelectMany(workspace =>
                    Enumerable
                        .Range(0, 15)
                        .Select(async _ =>
                        {
                            await limiters[workspace % 2].EnterAsync(workspace, cancellationToken);
                            passed.Enqueue(Stopwatch.GetElapsedTime(start));
                        })
                )
        );

        var times = passed.Order().ToArray();
        var took = times[^1] - times[0];
        Assert.That(times, Has.Length.EqualTo(600));
        // A slow machine notices late that a request has passed, and starts the requests slowly, so the bounds are wide.
        Assert.That(took.TotalSeconds, Is.GreaterThanOrEqualTo(600 / (double)Rate * 0.7), "The limit is kept.");
        Assert.That(limiters.Sum(static limiter => limiter.Batches), Is.LessThan(400), "Permits come in batches.");
        TestContext.Out.WriteLine(
            $"600 requests in {took.TotalSeconds:0.00} s with {limiters.Sum(static limiter => limiter.Batches)} calls of the grain."
        );
    }

    [Test]
    public void A_token_without_a_sensible_limit_is_refused()
    {
        using var limits = new TokenLimits(System.Reflection.DispatchProxy.Create<IGrainFactory, NoGrains>());

        Assert.That(
            () => limits.Attach(new ClickFunnelsClientOptions(), 1, "token", double.NaN),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("0.001 to 100000")
        );
        Assert.That(() => limits.Attach(new ClickFunnelsClientOptions(), 1, "", 1), Throws.ArgumentException);
    }
}

/// <summary>A factory of grains that nobody calls.</summary>
#pragma warning disable CA1852 // The proxy derives from it.
internal class NoGrains : System.Reflection.DispatchProxy
#pragma warning restore CA1852
{
    protected override object? Invoke(System.Reflection.MethodInfo? targetMethod, object?[]? args) =>
        throw new NotSupportedException("There is no cluster.");
}
