using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Workflows;

/// <summary>The document of a journal, and its text.</summary>
internal sealed class JournalDocument(string plan, string key, string workspace)
{
    /// <summary>Limit for the text: a plan has at most about 1000 steps.</summary>
    public const int MaximumLength = 4 * 1024 * 1024;

    private const string Format = "clickfunnels-product-workflow/1";
    private const int MaximumDepth = 8;

    /// <summary>Fingerprint of the plan.</summary>
    public string Plan { get; set; } = plan;

    /// <summary>Prefix of the keys of prices, orders and invoices. It stays when a plan is amended.</summary>
    public string Key { get; } = key;

    /// <summary>Id of the workspace.</summary>
    public string Workspace { get; } = workspace;

    /// <summary>The steps, in the order in which they were started.</summary>
    public List<JournalEntry> Entries { get; } = [];

    public JournalEntry? Find(string step) => Entries.Find(entry => entry.Step == step);

    public static ProductWorkflowJournalException Damaged(string how) =>
        new(
            $"The journal is damaged: {how}. Restore it from a copy, or check in ClickFunnels what was created before you "
                + "start with a new journal."
        );

    public string ToText()
    {
        var entries = new JArray(
            Entries.Select(static entry => new JObject
            {
                ["step"] = entry.Step,
                ["digest"] = entry.Digest,
                ["since"] = entry.Since.ToString("O", CultureInfo.InvariantCulture),
                ["baseline"] = entry.Baseline,
                ["id"] = entry.Id,
                ["ids"] = new JObject(entry.Ids.Select(static pair => new JProperty(pair.Key, pair.Value))),
            })
        );
        return new JObject
        {
            ["format"] = Format,
            ["plan"] = Plan,
            ["key"] = Key,
            ["workspace"] = Workspace,
            ["steps"] = entries,
        }.ToString(Formatting.Indented);
    }

    public static JournalDocument Parse(string text)
    {
        if (text.Length > MaximumLength)
        {
            throw Damaged("it is larger than any journal");
        }

        var json = Read(text);
        if (Text(json, "format") is var format && format != Format)
        {
            throw new ProductWorkflowJournalException(
                $"The journal has the format '{(format.Length > 64 ? "?" : format)}', but this version reads '{Format}'. "
                    + "Continue with the version that wrote it."
            );
        }

        var document = new JournalDocument(Text(json, "plan"), Text(json, "key"), Text(json, "workspace"));
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
