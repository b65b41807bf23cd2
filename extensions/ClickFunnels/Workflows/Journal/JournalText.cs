using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Workflows;

/// <summary>
/// The text of a journal: a JSON object whose last property is the SHA-256 of all the text before it. The text must be stored unchanged:
/// one changed byte makes it unreadable.
/// </summary>
internal static class JournalText
{
    /// <summary>Limit for the text: a plan has at most about 1000 steps.</summary>
    public const int MaximumLength = 4 * 1024 * 1024;

    public const string Format = "clickfunnels-product-workflow/2";
    private const string FormatWithoutChecksum = "clickfunnels-product-workflow/1";
    private const int MaximumDepth = 8;
    private const int MaximumFormatInMessage = 64;

    public static ProductWorkflowJournalException Damaged(string how) =>
        new(
            $"The journal is damaged: {how}. Restore it from a copy, or check in ClickFunnels what was created before you "
                + "start with a new journal."
        );

    public static string Of(JournalDocument document) =>
        Seal(
            new JObject
            {
                ["format"] = Format,
                ["plan"] = document.Plan,
                ["key"] = document.Key,
                ["workspace"] = document.Workspace,
                ["steps"] = new JArray(
                    document.Entries.Select(static entry => new JObject
                    {
                        ["step"] = entry.Step,
                        ["digest"] = entry.Digest,
                        ["since"] = entry.Since.ToString("O", CultureInfo.InvariantCulture),
                        ["baseline"] = entry.Baseline,
                        ["id"] = entry.Id,
                        ["ids"] = new JObject(entry.Ids.Select(static pair => new JProperty(pair.Key, pair.Value))),
                    })
                ),
            }
        );

    /// <summary>Returns the text of a journal with its checksum, with the same line ends on all systems.</summary>
    public static string Seal(JObject content)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (var writer = new JsonTextWriter(text) { Formatting = Formatting.Indented })
        {
            content.WriteTo(writer);
        }

        var json = text.ToString();
        return Sealed(json.Substring(0, json.Length - "\n}".Length));
    }

    public static JournalDocument Parse(string text, IProductWorkflowJournal store)
    {
        if (text.Length > MaximumLength)
        {
            throw Damaged("it is larger than any journal");
        }

        var json = Read(text);
        CheckFormat(Text(json, "format"));
        var contentLength = text.Length - Checksum(string.Empty).Length;
        if (contentLength < 0 || !string.Equals(text, Sealed(text.Substring(0, contentLength)), StringComparison.Ordinal))
        {
            throw Damaged("its checksum does not match its content");
        }

        var document = new JournalDocument(store, Text(json, "plan"), Text(json, "key"), Text(json, "workspace"));
        foreach (var item in json["steps"] as JArray ?? throw Damaged("its steps are missing"))
        {
            var entry = Entry(item as JObject ?? throw Damaged("a step is not an object"));
            if (document.Find(entry.Step) is not null)
            {
                throw Damaged("a step appears twice");
            }

            document.Entries.Add(entry);
        }

        return document;
    }

    private static string Sealed(string content) => content + Checksum(content);

    private static string Checksum(string content) => $",\n  \"sha256\": \"{Digest.Of(content)}\"\n}}";

    private static void CheckFormat(string format)
    {
        if (format == FormatWithoutChecksum)
        {
            throw new ProductWorkflowJournalException(
                $"The journal has the format '{format}', which has no checksum, so damage cannot be detected. Finish it with the version "
                    + "that wrote it, or check in ClickFunnels what was created before you start with a new journal."
            );
        }

        if (format != Format)
        {
            throw new ProductWorkflowJournalException(
                $"The journal has the format '{(format.Length > MaximumFormatInMessage ? "?" : format)}', but this version reads "
                    + $"'{Format}'. Continue with the version that wrote it."
            );
        }
    }

    private static JObject Read(string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text))
            {
                DateParseHandling = DateParseHandling.None,
                MaxDepth = MaximumDepth,
            };
            var json = JObject.Load(reader);
            return reader.Read() ? throw Damaged("text follows its end") : json;
        }
        catch (JsonException)
        {
            throw Damaged("it is not a complete JSON object");
        }
    }

    private static JournalEntry Entry(JObject json)
    {
        if (!DateTimeOffset.TryParseExact(Text(json, "since"), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since))
        {
            throw Damaged("the time of a step is missing");
        }

        var entry = new JournalEntry(Text(json, "step"), Text(json, "digest"))
        {
            Since = since,
            Baseline = Number(json["baseline"]),
            Id = Number(json["id"]),
        };
        if (entry.Id <= 0)
        {
            throw Damaged("an id is not positive");
        }

        foreach (var pair in json["ids"] as JObject ?? throw Damaged("the ids of a step are missing"))
        {
            entry.Ids[pair.Key] = Number(pair.Value) is { } id and > 0 ? id : throw Damaged("an id is not positive");
        }

        return entry;
    }

    private static string Text(JObject json, string name) =>
        json[name] is JValue { Type: JTokenType.String } value ? (string)value! : throw Damaged($"'{name}' is missing");

    private static long? Number(JToken? token) =>
        token switch
        {
            JValue { Type: JTokenType.Null } => null,
            JValue { Value: long number } => number,
            _ => throw Damaged("a number is missing"),
        };
}
