using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Surface;

namespace ClickFunnels.Drift.Tests.Surface;

/// <summary>Tests that the public surface of a library is listed as C#, completely and in a stable order.</summary>
public sealed class SurfaceListingTests
{
    [Test]
    public void Members_are_listed_as_they_are_declared()
    {
        Assert.That(
            CompiledLibrary.Listing(
                """
                namespace Things;
                public abstract class Thing<T> : IDisposable where T : class, new()
                {
                    public const string Prefix = "a";
                    protected Thing(string name, T? value = null) { Name = name; Value = value; }
                    public string Name { get; protected set; }
                    public T? Value { get; internal set; }
                    public required int? Count { get; init; }
                    public string this[int index] => Name;
                    public event EventHandler? Changed { add { } remove { } }
                    [Obsolete("Use DoAsync.")] public void Do(params string?[] names) { }
                    public virtual Task<IReadOnlyList<T?>> DoAsync(TimeSpan? at = null, bool now = true, CancellationToken t = default) =>
                        null!;
                    public abstract void Must(ref int a, out string? b, in long c);
                    public static implicit operator string?(Thing<T> thing) => null;
                    public override string ToString() => Name;
                    public void Dispose() { }
                    internal void Hidden() { }
                    private protected void HiddenToo() { }
                }
                """
            ),
            Is.EqualTo(
                """
                namespace Things
                {
                    public abstract class Thing<T> : IDisposable where T : class, new()
                    {
                        public const string Prefix = "a";
                        protected Thing(string name, T? value = null);
                        public required int? Count { get; init; }
                        public string Name { get; protected set; }
                        public T? Value { get; }
                        public string this[int index] { get; }
                        public event EventHandler? Changed;
                        public void Dispose();
                        [Obsolete("Use DoAsync.")]
                        public void Do(params string?[] names);
                        public virtual Task<IReadOnlyList<T?>> DoAsync(TimeSpan? at = null, bool now = true, CancellationToken t = default);
                        public abstract void Must(ref int a, out string? b, in long c);
                        public static implicit operator string?(Thing<T> thing);
                    }
                }

                """
            )
        );
    }

    [Test]
    public void Types_of_all_kinds_are_listed()
    {
        Assert.That(
            CompiledLibrary.Listing(
                """
                namespace Things
                {
                    [Flags] public enum Colors : byte { Red = 1, Green = 2, None = 0 }
                    public readonly struct Point { public int X { get; } }
                    public sealed record Person(string Name, int? Age);
                    public interface IThing { string? Name { get; } void Do(); int Length => 0; }
                    public delegate T? Maker<out T>(string? name) where T : class;
                    public static class Extensions { public static int Length(this string text) => 0; }
                    public sealed class Outer { private Outer() { } public class Inner { } internal class Hidden { } }
                    internal class Hidden { }
                }
                namespace Things.Inner { public class Thing { protected internal int Field; public List<Person> People = []; } }
                """
            ),
            Is.EqualTo(
                """
                namespace Things
                {
                    [Flags]
                    public enum Colors : byte
                    {
                        None = 0,
                        Red = 1,
                        Green = 2,
                    }
                    public static class Extensions
                    {
                        public static int Length(this string text);
                    }
                    public interface IThing
                    {
                        virtual int Length { get; }
                        string? Name { get; }
                        void Do();
                    }
                    public delegate T? Maker<out T>(string? name) where T : class;
                    public sealed class Outer
                    {
                        public class Inner
                        {
                            public Inner();
                        }
                    }
                    public sealed record Person : IEquatable<Person>
                    {
                        public Person(string Name, int? Age);
                        public int? Age { get; init; }
                        public string Name { get; init; }
                    }
                    public readonly struct Point
                    {
                        public int X { get; }
                    }
                }

                namespace Things.Inner
                {
                    public class Thing
                    {
                        protected internal int Field;
                        public List<Person> People;
                        public Thing();
                    }
                }

                """
            )
        );
    }

    [Test]
    public void Types_outside_of_namespaces_are_listed()
    {
        Assert.That(
            CompiledLibrary.Whole("public class Thing { internal int Hidden; private long HiddenToo; }"),
            Does.EndWith(";\n\npublic class Thing\n{\n    public Thing();\n}\n")
        );
    }

    [Test]
    public void An_assembly_without_public_types_is_an_error()
    {
        using var library = new CompiledLibrary("internal class Hidden;");
        Assert.That(() => SurfaceListing.Write(library.Path), Throws.TypeOf<InputException>().With.Message.Contains("no public type"));
    }

    [Test]
    public void A_file_that_is_not_an_assembly_is_an_error()
    {
        using var library = new CompiledLibrary("public class Thing;");
        File.WriteAllText(library.Path, "text");
        Assert.Multiple(() =>
        {
            Assert.That(
                () => SurfaceListing.Write(library.Path),
                Throws.TypeOf<InputException>().With.Message.EndsWith("This is not a .NET assembly.")
            );
            Assert.That(
                () => SurfaceListing.Write(library.Path + ".dll"),
                Throws.TypeOf<InputException>().With.Message.Contains("Build its project first.")
            );
        });
    }

    [Test]
    public async Task The_committed_listings_name_the_same_types_for_each_framework()
    {
        var listings = new List<SurfaceFile>();
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "api"), "ClickFunnels.Client.*.txt"))
        {
            listings.Add(await SurfaceFile.LoadAsync(file));
        }

        Assert.That(listings, Has.Count.GreaterThan(1));
        Assert.That(listings[0].Types.Keys, Does.Contain("ClickFunnels.ClickFunnelsClient").And.Contain("ClickFunnels.ContactsClient"));
        Assert.That(listings.Skip(1).Select(listing => listing.Types.Keys), Has.All.EquivalentTo(listings[0].Types.Keys));
    }
}
