using ClickFunnels.Emulator;
using WebhookSample;

namespace ClickFunnels.Stories;

public class WebhookReceiverStory
{
    [Test]
    public async Task The_sample_runs_to_the_end()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions { WebhookSecret = "whsec-of-the-sample" }
        );
        using var client = Emulated.ClientOf(emulator);
        using var written = new StringWriter();
        var transcript = TextWriter.Synchronized(written);
        await using var receiver = await Receiver.StartAsync(transcript);

        await new Story(emulator, client, receiver, transcript).RunAsync();

        var text = written.ToString();
        Assert.That(text, Does.Contain("8 event types: Created; second call: None"));
        foreach (
            var type in (string[])
                [
                    "one-time-order.completed: ship order",
                    "order.completed: thank for order",
                    "subscription.activated: open the course",
                    "order.created: no specific handler",
                ]
        )
        {
            Assert.That(text, Does.Contain($"handled {type}"));
        }

        Assert.That(
            Lines(text, "3. A duplicate delivery"),
            Has.Exactly(1).StartsWith("handled contact.created").And.Some.EndsWith("with the responses 200 and 200.").And.Exactly(2).Items
        );
        Assert.That(
            Lines(text, "4. Events out of order").Select(line => line.TrimEnd('.').Split(' ')[^1]),
            Is.EqualTo(
                new[] { receiver.Copies.Keys.Single().ToString(System.Globalization.CultureInfo.InvariantCulture), "skipped", "Newer" }
            )
        );
        Assert.That(
            Lines(text, "5. A wrong signature"),
            Has.Exactly(1).StartsWith("handled contact.deleted").And.Some.EndsWith("with the responses 401 and 200.")
        );
        Assert.That(text, Does.Not.Contain("whsec-of-the-sample").And.Not.Contain(emulator.AccessToken).And.Not.Contain("Ada"));
    }

    private static List<string> Lines(string text, string heading) =>
        [
            .. text.Split(Environment.NewLine)
                .SkipWhile(line => line != heading)
                .Skip(1)
                .TakeWhile(line => line.Length > 0)
                .Select(line => line.Trim()),
        ];
}
