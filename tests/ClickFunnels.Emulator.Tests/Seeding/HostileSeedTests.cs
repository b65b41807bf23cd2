using System.Globalization;
using System.Text;

namespace ClickFunnels.Emulator.Tests.Seeding;

/// <summary>A seed file may come from anywhere: it costs bounded time and memory, and fails with one kind of exception.</summary>
public sealed class HostileSeedTests
{
    private static IEnumerable<TestCaseData> Files()
    {
        yield return new TestCaseData(new string('[', 100_000), "Nested deeper than 200 levels").SetName("deep lists");
        yield return new TestCaseData("records: " + Repeat("{a: ", 150) + Repeat("}", 150), "Nested deeper than 32 levels").SetName(
            "deep maps"
        );
        yield return new TestCaseData("{\"a\":" + Repeat("[", 100_000), "Nested deeper than 200 levels").SetName("deep JSON");
        yield return new TestCaseData(Bomb(), "More than 1000000 values").SetName("aliases of aliases");
        yield return new TestCaseData("ids: [" + Repeat("a,", 1_100_000) + "]", "More than 1000000 values").SetName("many values");
        yield return new TestCaseData("description: " + new string('x', 17 * 1024 * 1024), "larger than 16 MB").SetName("a large file");
        yield return new TestCaseData("records: {Contact: {ada: {first_name: \"\ud800\"}}}", "half a surrogate pair").SetName(
            "a surrogate"
        );
        yield return new TestCaseData("records: {Contact: {\"a\\0da\": {}}}", "is not a name").SetName("a control character");
        yield return new TestCaseData("{\"records\": {\"Contact\": {\"ada\" 1}}}", "Malformed").SetName("broken JSON");
        yield return new TestCaseData(
            "records: {Contact: {ada: {repeat: 100000, tags: [" + Repeat("$ada_1, ", 20) + "]}, ben: {repeat: 1}}}",
            "More than 100000 records"
        ).SetName("many records");
        yield return new TestCaseData("records: &a {Contact: *a}", "alias *a has no anchor before it").SetName("an alias of itself");
    }

    [TestCaseSource(nameof(Files))]
    public async Task Is_refused_with_a_position(string text, string expected)
    {
        await using var emulator = await SeedTestEmulator.StartAsync("clickfunnels");

        var error = Assert.Throws<InvalidDataException>(() => emulator.Seed(text, "hostile.json"));

        Assert.That(error!.Message, Does.Contain(expected).And.StartsWith("hostile.json"));
        Assert.That(error.Message, Has.Length.LessThan(8000));
    }

    [Test]
    public async Task A_long_chain_of_references_needs_no_stack()
    {
        const int Length = 20_000;
        var text = new StringBuilder("records:\n  ProductCategory:\n");
        for (var index = 0; index < Length; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    c{index}: {{name: C, url: c{index}, parentCategory: $c{index + 1}}}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"    c{Length}: {{name: Root, url: root}}\n");
        await using var emulator = await SeedTestEmulator.StartAsync("simvoly");

        Assert.That(emulator.Seed(text.ToString()), Has.Count.EqualTo(Length + 1));
    }

    [Test]
    public async Task Damaged_files_fail_with_the_documented_exception([Values("clickfunnels", "simvoly", "elasticfunnels")] string api)
    {
        await using var emulator = await SeedTestEmulator.StartAsync(api);
        var demo = Demo(api);
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var text = new StringBuilder(demo);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(text.Length);
                switch (random.Next(3))
                {
                    case 0:
                        text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at));
                        break;
                    case 1:
                        text[at] = "{}[]:,&*!|>'\"%@`#?-$\n\t 0a"[random.Next(25)];
                        break;
                    default:
                        text.Insert(at, demo.AsSpan(random.Next(demo.Length - 40), 40));
                        break;
                }
            }

            try
            {
                emulator.Seed("replace: true\n" + text);
            }
            catch (InvalidDataException)
            {
                // The only exception that is documented for a file.
            }
        }
    }

    private static string Demo(string api) => Emulator.Seeding.SeedFiles.Demo(api);

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    private static string Bomb()
    {
        var text = new StringBuilder("ids: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 10; level++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"b{level}: &a{level} [{string.Join(',', Enumerable.Repeat($"*a{level - 1}", 10))}]\n"
            );
        }

        return text.ToString();
    }
}
