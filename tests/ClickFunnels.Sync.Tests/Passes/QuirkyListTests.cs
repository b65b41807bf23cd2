using ClickFunnels.Sync.Tests.Support;

namespace ClickFunnels.Sync.Tests.Passes;

/// <summary>Lists that behave in ways which the vendor's documentation leaves open.</summary>
public class QuirkyListTests
{
    [Test]
    public async Task NothingIsLostWhateverTheListDoes()
    {
        var problems = new List<string>();
        for (var seed = 1; seed <= 400; seed++)
        {
            var random = new Random(seed);
            var spread = random.Next(3) switch
            {
                0 => 1,
                1 => 50,
                _ => 100_000_000,
            };
            var id = 0L;
            var ids = Enumerable.Range(0, random.Next(300)).Select(_ => id += random.Next(1, spread + 1)).ToArray();
            var shuffles = random.Next(8) == 0;
            if (shuffles)
            {
                random.Shuffle(ids);
            }

            // A list whose cursors are no ids cannot be read on without them.
            var isOpaque = random.Next(8) == 0;
            var list = new QuirkyList(ids)
            {
                UnknownCursor = (UnknownCursor)random.Next(4),
                IgnoresOrder = shuffles || random.Next(8) == 0,
                HasOpaqueCursors = isOpaque,
                LosesCursorEvery = !isOpaque && random.Next(4) == 0 ? random.Next(3, 9) : 0,
            };
            var sink = new MemorySink();
            var options = new SyncOptions { Tables = { "images" }, MaxParallelReads = random.Next(1, 17) };
            using var client = list.Client();
            await using var sync = new WorkspaceSync(client, sink, options);
            for (var pass = 0; pass < 2; pass++)
            {
                await sync.RunAsync(SyncMode.Full);
                if (!sink.Rows("images", 42).Keys.Order().SequenceEqual(list.Ids.Order()))
                {
                    problems.Add($"seed {seed}, pass {pass}: {sink.Rows("images", 42).Count} rows of {list.Ids.Count} records");
                }

                list.Ids.RemoveAll(_ => random.Next(5) == 0);
            }
        }

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public async Task RangesOfIdsAreReadAtTheSameTime()
    {
        var list = new QuirkyList(Enumerable.Range(1, 4000).Select(index => index * 37L)) { Latency = TimeSpan.FromMilliseconds(2) };
        var sink = new MemorySink();
        using var client = list.Client();
        await using var sync = new WorkspaceSync(client, sink, new SyncOptions { Tables = { "images" } });

        var result = await sync.RunAsync();

        Assert.Multiple(() =>
        {
            Assert.That(sink.Rows("images", 42), Has.Count.EqualTo(4000));
            Assert.That(list.MostUnderWay, Is.GreaterThan(2));
            // 200 pages, and few requests that were not needed.
            Assert.That(result.Requests, Is.LessThan(235));
        });
    }

    [Test]
    public async Task ACursorThatMustNameARecordIsFoundOut()
    {
        var list = new QuirkyList(Enumerable.Range(1, 400).Select(index => index * 37L))
        {
            UnknownCursor = UnknownCursor.EmptyPage,
            Latency = TimeSpan.FromMilliseconds(2),
        };
        var sink = new MemorySink();
        using var client = list.Client();
        await using var sync = new WorkspaceSync(client, sink, new SyncOptions { Tables = { "images" } });

        await sync.RunAsync();

        Assert.That(sink.Rows("images", 42), Has.Count.EqualTo(400));
        Assert.That(list.MostUnderWay, Is.GreaterThan(1), "Both ends are read at the same time.");
    }
}
