using System.Globalization;
using static ClickFunnels.Sync.Tests.Files.FileRows;

namespace ClickFunnels.Sync.Tests.Files;

/// <summary>The journal decides what is stored, wherever a process was killed.</summary>
[TestFixtureSource(typeof(FileFormat), nameof(FileFormat.All))]
public sealed class FileJournalTests(FileFormat format) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Before => _folder.File("before");

    private string After => _folder.File("after");

    private string Killed => _folder.File("killed");

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_journal_can_end_at_every_byte()
    {
        var ends = new Dictionary<long, int> { [0] = 0 };
        var sink = await format.OpenAsync(After);
        await sink.PrepareAsync(Contacts);
        ends[Length(After)] = 0;
        for (var next = 1; next < 10; next += 3)
        {
            await sink.CommitAsync(Commit(next, 3));
            ends[Length(After)] = next + 2;
        }

        // The state before the end of the process, without the work of DisposeAsync.
        Copy(After, Before);
        await sink.DisposeAsync();
        for (var length = 0L; length <= Length(Before); length++)
        {
            Copy(Before, Killed);
            Cut(Killed, length);
            var expected = ends.Where(end => end.Key <= length).Max(static end => end.Value);
            await CheckAsync(Killed, expected, $"cut at {length}", goesOn: length % 20 == 0 || ends.ContainsKey(length));
        }
    }

    [Test]
    public async Task A_change_of_files_can_end_at_any_byte()
    {
        var wider = Contacts.With(new SyncColumn("more", SyncColumnType.Text));
        await using (var sink = await format.OpenAsync(After))
        {
            await sink.PrepareAsync(Contacts);
            await sink.CommitAsync(Commit(1, 24));
        }

        Copy(After, Before);
        await using (var sink = await format.OpenAsync(After))
        {
            await sink.PrepareAsync(wider);
        }

        for (var length = Length(Before); length <= Length(After); length += length < Length(After) - 20 ? 7 : 1)
        {
            // What is on the disk when the line of the journal is written: the new file exists beside the old one.
            Copy(Before, Killed);
            File.Copy(Path.Combine(After, "_sink", "commits.log"), Path.Combine(Killed, "_sink", "commits.log"), overwrite: true);
            if (format.Name == "csv")
            {
                File.Copy(Path.Combine(After, "contacts.csv"), Path.Combine(Killed, "_sink", "contacts.csv.new"));
            }

            Cut(Killed, length);
            await CheckAsync(Killed, 24, $"cut at {length}");
            if (format.Name == "csv")
            {
                var header = File.ReadLines(Path.Combine(Killed, "contacts.csv")).First();
                Assert.That(header.Contains(",more,", StringComparison.Ordinal), Is.EqualTo(length == Length(After)), $"cut at {length}");
            }
        }
    }

    [Test]
    public async Task What_was_written_after_the_last_line_is_removed()
    {
        await using (var sink = await format.OpenAsync(After))
        {
            await sink.PrepareAsync(Contacts);
            await sink.CommitAsync(Commit(1, 3));
        }

        foreach (
            var file in Directory
                .GetFiles(After, "*", SearchOption.AllDirectories)
                .Where(static file => !file.EndsWith("lock", StringComparison.Ordinal))
        )
        {
            await File.AppendAllTextAsync(file, "an unfinished commit");
        }

        await File.WriteAllTextAsync(Path.Combine(After, "_sink", "contacts-000009.rows"), "left behind");
        await File.WriteAllTextAsync(Path.Combine(After, "_sink", "contacts.csv.new"), "left behind");
        await File.WriteAllTextAsync(Path.Combine(After, "_sink", "notes.txt"), "somebody else's");
        await CheckAsync(After, 3, "");
        Assert.That(
            Directory.GetFiles(Path.Combine(After, "_sink")).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "lock", "commits.log", "contacts.ids", "notes.txt" })
        );
    }

    [Test]
    public async Task Damage_is_refused()
    {
        await using (var sink = await format.OpenAsync(Before))
        {
            await sink.PrepareAsync(Contacts);
            await sink.CommitAsync(Commit(1, 3));
        }

        var journal = Path.Combine(Killed, "_sink", "commits.log");
        Copy(Before, Killed);
        foreach (var index in Enumerable.Range(0, (int)Length(Before) - 1))
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(Before, "_sink", "commits.log"));
            if (bytes[index] != '\n')
            {
                bytes[index] ^= 1;
                await File.WriteAllBytesAsync(journal, bytes);
                await Assert.ThrowsAsync<SyncSinkException>(() => format.OpenAsync(Killed), $"byte {index}");
            }
        }

        foreach (
            var file in Directory.GetFiles(Before, "*", SearchOption.AllDirectories).Where(static file => new FileInfo(file).Length > 0)
        )
        {
            Copy(Before, Killed);
            var path = Path.Combine(Killed, Path.GetRelativePath(Before, file));
            if (path != journal)
            {
                await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path))[..^1]);
                await Assert.ThrowsAsync<SyncSinkException>(() => format.OpenAsync(Killed), file);
            }
        }
    }

    [Test]
    public async Task A_large_journal_is_replaced_by_one_line()
    {
        var large = new string('x', 100_000);
        for (var run = 0; run < 3; run++)
        {
            await using var sink = await format.OpenAsync(After);
            await sink.PrepareAsync(Contacts);
            for (var commit = 0; commit < 200; commit++)
            {
                await sink.CommitAsync(
                    Commit(
                        Contacts,
                        [Contact(run * 200 + commit)],
                        ("large", large),
                        ("next", $"{run * 200 + commit + 1}"),
                        ("gone", commit % 2 == 0 ? "" : null)
                    )
                );
            }

            Assert.That(Length(After), Is.LessThan(20_000_000));
        }

        await using var last = await format.OpenAsync(After);
        Assert.That(Length(After), Is.LessThan(200_000));
        Assert.That(await last.CountAsync(Contacts), Is.EqualTo(600));
        Assert.That((await last.ReadStateAsync(Shop, "")).Select(static entry => entry.Key), Is.EqualTo(new[] { "large", "next" }));
        Assert.That((await format.ReadAsync(After, "contacts")).Select(static row => row.Id), Is.EqualTo(Enumerable.Range(0, 600)));
    }

    private static long Length(string folder) => new FileInfo(Path.Combine(folder, "_sink", "commits.log")).Length;

    private static void Cut(string folder, long length)
    {
        using var file = File.OpenWrite(Path.Combine(folder, "_sink", "commits.log"));
        file.SetLength(length);
    }

    private static void Copy(string from, string to)
    {
        if (Directory.Exists(to))
        {
            Directory.Delete(to, recursive: true);
        }

        foreach (
            var file in Directory
                .GetFiles(from, "*", SearchOption.AllDirectories)
                .Where(static file => !file.EndsWith("lock", StringComparison.Ordinal))
        )
        {
            var path = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path);
        }
    }

    private async Task CheckAsync(string folder, int expected, string what, bool goesOn = true)
    {
        await using (var sink = await format.OpenAsync(folder))
        {
            var state = await sink.ReadStateAsync(Shop, "");
            Assert.That(state.Select(static entry => entry.Value), Is.EqualTo(expected == 0 ? [] : new[] { $"{expected + 1}" }), what);
            Assert.That(await sink.CountAsync(Contacts, Shop), Is.EqualTo(expected), what);
            if (expected == 0 || !goesOn)
            {
                // Without rows: a file from before the first line is in the way: it could be somebody else's.
                return;
            }

            // The sink goes on.
            await sink.PrepareAsync(Contacts);
            await sink.CommitAsync(Commit(expected + 1, 1));
        }

        var rows = await format.ReadAsync(folder, "contacts");
        Assert.That(rows.Select(static row => row.Id), Is.EqualTo(Enumerable.Range(1, expected + 1)), what);
        Assert.That(
            rows[^1].AllValues(Contacts),
            Is.EqualTo(FileRowRead.Describe(Contacts, Contact(expected + 1))),
            string.Create(CultureInfo.InvariantCulture, $"{what} {format}")
        );
    }
}
