// Every test has its own fixture instance, so tests share nothing and may all run at once.
[assembly: Parallelizable(ParallelScope.All)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
