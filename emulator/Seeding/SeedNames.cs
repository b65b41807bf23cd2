using System.Globalization;
using System.Text;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Seeding;

/// <summary>Gives records names that a person recognizes: made of their name, title or email address, and unique.</summary>
internal sealed class SeedNames
{
    private const int Longest = 40;

    private static readonly string[] Sources =
    [
        "name",
        "title",
        "email_address",
        "email",
        "customer_email",
        "full_name",
        "code",
        "sku",
        "slug",
        "subject",
        "label",
        "first_name",
    ];

    private readonly HashSet<string> _taken;
    private readonly Dictionary<string, int> _counts = [];

    public SeedNames(IEnumerable<string> reserved) => _taken = [.. reserved];

    /// <summary>Makes a name for a record.</summary>
    public string Of(Record record)
    {
        var resource = Letters(record.Resource);
        var text =
            record.Text("first_name") is { } first && record.Text("last_name") is { } last
                ? $"{first} {last}"
                : Sources.Select(record.Text).FirstOrDefault(one => !string.IsNullOrWhiteSpace(one)) ?? "";
        var name = Letters(text.Split('@')[0]);
        return Unique(
            name.Length == 0 ? resource
            : char.IsAsciiDigit(name[0]) ? $"{resource}_{name}"
            : name
        );
    }

    /// <summary>Makes a name that is not taken.</summary>
    public string Unique(string name)
    {
        var free = name;
        while (!_taken.Add(free))
        {
            var number = _counts[name] = _counts.GetValueOrDefault(name, 1) + 1;
            free = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        }

        return free;
    }

    // ProductVariant: product_variant; "Ada & Ben": ada_ben.
    private static string Letters(string text)
    {
        var name = new StringBuilder();
        var before = ' ';
        foreach (var letter in text)
        {
            var startsWord = char.IsAsciiLetterUpper(letter) && char.IsAsciiLetterLower(before);
            before = letter;
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                if (name.Length > 0 && name[^1] != '_')
                {
                    name.Append('_');
                }

                continue;
            }

            if (startsWord)
            {
                name.Append('_');
            }

            name.Append(char.ToLowerInvariant(letter));
            if (name.Length >= Longest)
            {
                break;
            }
        }

        return name.ToString().TrimEnd('_');
    }
}
