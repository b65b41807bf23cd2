using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Accounts.Profiles;

/// <summary>The profiles of a user and the default one of each service: the content of <c>settings.json</c>.</summary>
internal sealed record ProfileDocument
{
    // The serializer keeps the initial value of a property that is not in the JSON only if it has a set accessor.
    private const int MaxProfiles = 1000;
    private const int LongestName = 64;

    /// <summary>The name of the default profile of each service.</summary>
    public IReadOnlyDictionary<ServicePlatform, string> Defaults { get; set; } = new Dictionary<ServicePlatform, string>();

    /// <summary>The profiles by name.</summary>
    public IReadOnlyDictionary<string, Profile> Profiles { get; set; } = new Dictionary<string, Profile>();

    /// <summary>Checks the name of a profile.</summary>
    public static string CheckName(string name) =>
        name.Length is > 0 and <= LongestName
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')
            ? name
            : throw CliException.Usage(
                $"The name of a profile must have 1 to {LongestName} letters, digits, dots, dashes and underscores, and begin with a "
                    + "letter "
                    + "or digit."
            );

    public Profile? Find(string name) => Profiles.GetValueOrDefault(name);

    public string? DefaultOf(ServicePlatform platform) => Defaults.GetValueOrDefault(platform);

    public bool IsDefault(string name) => Defaults.Values.Contains(name);

    /// <summary>Returns a profile.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="platform">The service that the message names the login of.</param>
    /// <exception cref="CliException">The profile does not exist.</exception>
    public Profile Get(string name, ServicePlatform platform = ServicePlatform.ClickFunnels) =>
        Find(CheckName(name))
        ?? throw CliException.Account(
            Profiles.Count == 0
                ? $"There is no profile {name}: run {AccountResolver.LoginOf(platform)} --profile {name}."
                : $"There is no profile {name}. The profiles are {string.Join(", ", Profiles.Keys.Order(StringComparer.Ordinal).Take(20))}."
        );

    /// <summary>Adds or replaces a profile. The first one of a service is its default.</summary>
    public ProfileDocument With(string name, Profile profile)
    {
        var profiles = new SortedDictionary<string, Profile>(Profiles.ToDictionary(), StringComparer.Ordinal) { [name] = profile };
        if (profiles.Count > MaxProfiles)
        {
            throw CliException.Account($"There are {MaxProfiles} profiles already: remove some with clickfunnels profiles remove.");
        }

        // A profile can be the default of its own service only.
        var defaults = Defaults.Where(entry => entry.Value != name || entry.Key == profile.Platform).ToDictionary();
        defaults.TryAdd(profile.Platform, name);
        return new ProfileDocument { Profiles = profiles, Defaults = defaults };
    }

    /// <summary>Makes a profile the default of its service.</summary>
    public ProfileDocument WithDefault(string name) =>
        this with
        {
            Defaults = new Dictionary<ServicePlatform, string>(Defaults) { [Get(name).Platform] = name },
        };

    /// <summary>Removes a profile.</summary>
    public ProfileDocument Without(string name) =>
        new()
        {
            Profiles = Profiles.Where(entry => entry.Key != name).ToDictionary(),
            Defaults = Defaults.Where(entry => entry.Value != name).ToDictionary(),
        };
}
