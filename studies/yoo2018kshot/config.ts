import { config, field, z } from "@overparam/core";

/** The settings of yoo2018kshot: a network pretrained on some classes and fine-tuned on k examples of others, neurons sharing gradients in groups. */
export const yooConfig = config({
  widths: field(z.array(z.int().min(1).max(512)).min(1).max(4).default([16, 16]), {
    description: "The number of neurons of every hidden layer",
    symbol: "m_l",
    group: "network",
  }),
  pretraining: field(z.int().min(0).max(100_000).default(60), {
    description: "The number of Adam steps on the base classes",
    slider: [0, 200],
    group: "network",
  }),
  baseClasses: field(z.int().min(2).max(100).default(5), {
    description: "The number of classes to pretrain on; the network is fine-tuned on the others",
    slider: [2, 8],
    group: "episode",
  }),
  basePerClass: field(z.int().min(2).max(100_000).default(30), {
    description: "The number of images of every base class, at most",
    slider: [5, 50],
    group: "episode",
  }),
  shots: field(z.int().min(1).max(1000).default(2), {
    description: "The number of examples of every new class",
    symbol: "k",
    slider: [1, 10],
    group: "episode",
  }),
  queries: field(z.int().min(1).max(100_000).default(20), {
    description: "The number of test images of every new class, at most",
    slider: [5, 40],
    group: "episode",
  }),
  groups: field(z.array(z.int().min(1).max(512)).min(1).max(4).default([4, 4]), {
    description: "The number of groups of every hidden layer, at most its width; as many as neurons is ordinary fine-tuning",
    symbol: "c_l",
    group: "grouping",
  }),
  grouping: field(z.enum(["activations", "random", "gradients"]).default("activations"), {
    description: "What is grouped: neurons of similar activations on the base images, at random, or of similar gradients",
    group: "grouping",
  }),
  rule: field(z.enum(["plain", "momentum", "adam"]).default("plain"), {
    description: "How the shared gradient moves the weights",
    group: "run",
  }),
  step: field(z.number().min(1e-9).max(1e3).default(0.3), {
    description: "The step of fine-tuning",
    symbol: "\\eta",
    scale: "log",
    slider: [0.001, 1],
    group: "run",
  }),
  steps: field(z.int().min(1).max(1_000_000).default(40), {
    description: "The number of steps of fine-tuning",
    slider: [10, 200],
    group: "run",
  }),
  weightDecay: field(z.number().min(0).max(1).default(0), {
    description: "The decay of every weight in a step, which acts on the weights themselves and so shrinks differences inside a group",
    slider: [0, 0.1],
    group: "run",
  }),
  triplet: field(z.number().min(0).max(100).default(0.1), {
    description: "The weight of the triplet loss beside the cross-entropy",
    slider: [0, 1],
    group: "loss",
  }),
  margin: field(z.number().min(0).max(100).default(1), {
    description: "The margin of the triplet loss",
    slider: [0, 4],
    group: "loss",
  }),
  recordsPerDecade: field(z.int().min(1).max(1000).default(10), {
    description: "The number of records in every decade of steps",
    slider: [1, 40],
    group: "run",
  }),
  inputs: field(z.string().optional(), {
    description: "A file with images x and class numbers y of 0, 1, …; without one the UCI digits that come with the study",
    asset: "inputs",
    group: "files",
  }),
});

/** A resolved config. */
export type Config = (typeof yooConfig)["_output"];
