using static ClickFunnels.Sync.Tests.Files.FileRows;

namespace ClickFunnels.Sync.Tests.Files;

/// <summary>The text of JSON Lines files.</summary>
public sealed class JsonLinesSinkTests
{
    [Test]
    public async Task Numbers_keep_their_digits_and_nested_records_are_JSON()
    {
        using var folder = new TemporaryFolder();
        await using (var sink = new JsonLinesSink(folder.Path, new FileSinkOptions { FlushToDisk = true }))
        {
            await sink.OpenAsync();
            await sink.PrepareAsync(Contacts);
            await sink.CommitAsync(
                Commit(
                    Contacts,
                    [
                        Row(
                            1,
                            "a\"\\\n\u2028\ud800😀",
                            long.MaxValue,
                            19.900m,
                            false,
                            Time,
                            "{ \"a\" : [ 1.50 ,\r\n 1e400 ] , \"b c\":\" \\\" \" }"
                        ),
                        Row(2, null, null, null, null, null, "{not json"),
                    ]
                )
            );
        }

        Assert.That(
            await File.ReadAllTextAsync(folder.File("contacts.jsonl")),
            Is.EqualTo(
                """{"_workspace":7,"id":1,"name":"a\"\\\u000a\u2028\ud800😀","age":9223372036854775807,"balance":19.900,"active":false,"""
                    + "\"created_at\":\"2026-11-27T12:30:15.123Z\",\"tags\":{\"a\":[1.50,1e400],\"b c\":\" \\\" \"},"
                    + "\"_digest\":7777777777777777,\"_synced_at\":\"2026-11-27T12:30:15.123Z\"}\n"
                    + """{"_workspace":7,"id":2,"_extra":{"tags":"{not json"},"""
                    + "\"_digest\":15555555555555554,\"_synced_at\":\"2026-11-27T12:30:15.123Z\"}\n"
            )
        );
    }
}
